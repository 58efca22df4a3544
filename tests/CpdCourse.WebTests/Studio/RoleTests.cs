using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Studio;

public sealed class RoleTests
{
    private static readonly string[] ForModerators = ["/studio", "/studio/moderation"];

    private static readonly string[] ForOrganisers =
    [
        "/studio/things",
        "/studio/things/12",
        "/studio/things/new",
        "/studio/jobs",
    ];

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        foreach (var address in ForModerators.Concat(ForOrganisers))
        {
            (await Leads(visitor, address)).ShouldStartWith("/sign-in", customMessage: address);
        }
    }

    [Fact]
    public async Task A_participant_is_told_that_it_is_not_for_them()
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");

        foreach (var address in ForModerators.Concat(ForOrganisers))
        {
            (await Leads(maria, address)).ShouldStartWith("/not-for-you", customMessage: address);
        }
    }

    [Fact]
    public async Task A_moderator_reads_the_queue_and_changes_no_Things()
    {
        await using var site = new CourseSite();
        using var noor = await site.Moderator();

        foreach (var address in ForModerators)
        {
            (await noor.GetAsync(new Uri(address, UriKind.Relative))).EnsureSuccessStatusCode();
        }

        foreach (var address in ForOrganisers)
        {
            (await Leads(noor, address)).ShouldStartWith("/not-for-you", customMessage: address);
        }
    }

    [Fact]
    public async Task An_organiser_opens_every_page_of_the_Studio()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        foreach (var address in ForModerators.Concat(ForOrganisers))
        {
            var page = await wen.Page(address);
            page.QuerySelectorAll("h1").Length.ShouldBe(1, address);
            page.QuerySelectorAll("[style], script:not([src])").ShouldBeEmpty(address);
            page.QuerySelectorAll("nav[aria-label=Studio] [aria-current]").Length.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_participant_with_a_moderators_form_changes_nothing()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        var queue = await noor.Page("/studio/moderation");
        using var maria = await site.SignedInAs("Maria");

        var answer = await maria.Send(queue, $"#item-{comment.Id.Value:N}", null, "Publish");

        ((int)answer.StatusCode).ShouldBeOneOf(302, 400);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();

        var answer = await noor.PostAsync(
            new Uri("/studio/moderation", UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["kind"] = "Comment",
                    ["id"] = comment.Id.Value.ToString("N"),
                    ["act"] = "Publish",
                }
            )
        );

        ((int)answer.StatusCode).ShouldBe(400);
        (await site.StateOf(comment.Id)).ShouldBe(Moderation.Held);
    }

    private static async Task<string> Leads(HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        ((int)answer.StatusCode).ShouldBe(302, address);
        return new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;
    }
}
