using AngleSharp.Html.Dom;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

/// <summary>An author says before publishing which of the linked sites are not to be told.</summary>
public sealed class UntoldTests : IAsyncLifetime
{
    private StrangersSite stranger = null!;
    private CourseSite site = null!;
    private HttpClient maria = null!;
    private Uri told = null!;
    private Uri quiet = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        maria = await site.SignedInAs("Maria");
        told = stranger.PageThatTakesWebmentions("/told");
        quiet = stranger.PageThatTakesWebmentions("/quiet");
    }

    public async ValueTask DisposeAsync()
    {
        maria.Dispose();
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    private string Text =>
        $"See [one]({told}) and [another]({quiet}#part), and [here](/things/12).";

    [Fact]
    public async Task P1_1_16_the_links_stand_there_before_publishing_and_one_that_is_not_ticked_is_not_told()
    {
        var editor = await Written();
        Shown(editor).ShouldBe([($"{told}", true), ($"{quiet}#part", true)]);

        await Publish(editor, told);

        stranger.Pings.ShouldHaveSingleItem().Target.ShouldBe($"{told}");
        var links = await maria.Page("/write/1/links");
        var row = links.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("/quiet"));
        row.TextContent.ShouldContain("Not told, as you wished");
    }

    [Fact]
    public async Task P1_1_16_it_can_be_told_after_all()
    {
        await Publish(await Written(), told);
        var links = await maria.Page("/write/1/links");

        (await maria.Send(links, "tbody form", button: "Tell it")).Dispose();
        await site.RunJobsFor(4);

        stranger.Pings.Select(p => p.Target).ShouldBe([$"{told}", $"{quiet}#part"]);
    }

    [Fact]
    public async Task What_was_chosen_is_kept_with_the_draft()
    {
        var editor = await Written();

        (await Send(editor, "save", told)).Dispose();

        Shown(await maria.Page("/write/1?as=free"))
            .ShouldBe([($"{told}", true), ($"{quiet}#part", false)]);
        (await site.Read(db => db.OutgoingLinks.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_tells_nobody_who_was_not_to_be_told_and_asks_for_new_links_alone()
    {
        await Publish(await Written(), told);
        var third = stranger.PageThatTakesWebmentions("/third");
        using var saved = await maria.Send(
            await maria.Page("/write/1?as=free"),
            "form#post",
            new { Input__Text = $"{Text} And [a third]({third})." },
            "save"
        );

        var editor = await maria.Page("/write/1?as=free");
        Shown(editor).ShouldBe([($"{third}", true)]);
        (await maria.Send(editor, "form#post", null, "publish")).Dispose();
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.RunJobsFor(6);

        stranger.Pings.ShouldNotContain(p => p.Target.Contains("/quiet"));
        stranger.Pings.ShouldContain(p => p.Target == $"{third}");
    }

    [Fact]
    public async Task A_post_for_the_course_alone_tells_nobody_and_asks_nothing()
    {
        await maria.GetAsync("/write");
        await site.ADraft("Maria", new Draft { Text = Text, Audience = Audience.Course });

        Shown(await maria.Page("/write/1?as=free")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_chosen_outlives_a_while_among_the_people_on_the_course()
    {
        var editor = await Written();
        (await Send(editor, "save", told)).Dispose();
        foreach (var audience in new[] { "Course", "Everyone" })
        {
            var form = await maria.Page("/write/1?as=free");
            (
                await maria.Send(form, "form#post", new { Input__Audience = audience }, "save")
            ).Dispose();
        }

        Shown(await maria.Page("/write/1?as=free"))
            .ShouldBe([($"{told}", true), ($"{quiet}#part", false)]);
    }

    [Fact]
    public async Task A_link_that_is_taken_out_of_the_text_is_asked_about_anew_when_it_comes_back()
    {
        await Publish(await Written(), told);
        await site.Rewrite(await ThePost(), new Draft { Title = "Soup", Text = "No links." });
        await site.RunJobs();
        (
            await site.Read(db => db.OutgoingLinks.CountAsync(l => l.State == Delivery.Unwanted))
        ).ShouldBe(0);

        await site.Read(async db =>
        {
            var post = await db.Posts.SingleAsync();
            post.SaveDraft(new Draft { Title = "Soup", Text = Text }, post.Version, site.Clock.Now);
            return await db.SaveChangesAsync();
        });

        Shown(await maria.Page("/write/1?as=free")).ShouldBe([($"{quiet}#part", true)]);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData("http://user:secret@blog.example/")]
    public async Task What_is_no_address_is_not_noted(string sent)
    {
        var editor = await Written();
        var form = (IHtmlFormElement)editor.QuerySelector("form#post")!;
        var more = (IHtmlInputElement)editor.CreateElement("input");
        (more.Name, more.Value, more.Type) = ("Input.Linked", sent, "hidden");
        form.Append(more);

        await Publish(editor, told, quiet);

        (await site.Read(db => db.OutgoingLinks.Select(l => l.State).ToListAsync())).ShouldBe([
            Delivery.Accepted,
            Delivery.Accepted,
        ]);
    }

    private Task<Post> ThePost() => site.Read(db => db.Posts.AsNoTracking().SingleAsync());

    private async Task<IHtmlDocument> Written()
    {
        await site.ADraft("Maria", new Draft { Title = "Soup", Text = Text });
        return await maria.Page("/write/1?as=free");
    }

    private async Task Publish(IHtmlDocument editor, params Uri[] ticked)
    {
        (await Send(editor, "publish", ticked)).Dispose();
        await site.RunJobsFor(6);
    }

    private Task<HttpResponseMessage> Send(IHtmlDocument editor, string button, params Uri[] ticked)
    {
        foreach (var box in Boxes(editor))
        {
            box.IsChecked = ticked.Any(t => box.Value.StartsWith($"{t}", StringComparison.Ordinal));
        }

        return maria.Send(editor, "form#post", null, button);
    }

    private static IEnumerable<IHtmlInputElement> Boxes(IHtmlDocument editor) =>
        editor.QuerySelectorAll("[type=checkbox][name='Input.Tell']").OfType<IHtmlInputElement>();

    private static IEnumerable<(string, bool)> Shown(IHtmlDocument editor) =>
        Boxes(editor).Select(b => (b.Value, b.IsChecked));
}
