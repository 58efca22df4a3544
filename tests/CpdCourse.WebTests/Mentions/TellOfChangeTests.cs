using System.Net;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Sites that were sent a webmention hear of changes (Webmention 3.1.4 and 3.1.5).</summary>
public sealed class TellOfChangeTests : IAsyncLifetime
{
    private StrangersSite stranger = null!;
    private CourseSite site = null!;
    private Uri first = null!;
    private Uri second = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        first = stranger.PageThatTakesWebmentions("/first");
        second = stranger.PageThatTakesWebmentions("/second");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P1_1_12_a_change_is_told_to_all_earlier_targets_removed_ones_included_and_to_new_ones()
    {
        var post = await Publish($"[1]({first})");

        await site.Rewrite(post, new Draft { Title = "Soup", Text = $"[2]({second})" });
        await Later();

        Targets().ShouldBe([first, first, second]);
        await site.Rewrite(post, new Draft { Title = "Soup", Text = "Nothing." });
        await Later();
        Targets().ShouldBe([first, first, first, second, second]);
    }

    [Fact]
    public async Task P1_1_12_the_endpoint_of_a_change_is_found_out_anew()
    {
        var post = await Publish($"[1]({first})");
        stranger.PageThatTakesWebmentions("/first", "/moved");

        await site.Rewrite(post, new Draft { Title = "Soup", Text = $"Again [1]({first})" });
        await Later();

        stranger.Pings.Select(p => p.Path).ShouldBe(["/wm", "/moved"]);
    }

    [Fact]
    public async Task P1_1_13_a_change_of_no_word_and_no_link_is_told_to_nobody()
    {
        var post = await Publish($"[1]({first})");
        var visits = stranger.Visits.Count;

        await site.Rewrite(
            post,
            new Draft
            {
                Title = "Soup",
                Text = $"[1]({first})",
                Things = [12],
                Categories = ["Cooking"],
            }
        );
        await Later();

        stranger.Visits.Count.ShouldBe(visits);
    }

    [Fact]
    public async Task P1_1_13_changes_within_a_minute_are_told_once()
    {
        var post = await Publish($"[1]({first})");
        for (var n = 0; n < 3; n++)
        {
            await site.Rewrite(post, new Draft { Title = "Soup", Text = $"{n} [1]({first})" });
            await site.RunJobsFor(15);
        }

        stranger.Pings.Count.ShouldBe(1, "not yet");
        await Later();

        stranger.Pings.Count.ShouldBe(2);
    }

    [Fact]
    public async Task P1_1_13_a_change_while_the_former_words_are_on_their_way_is_told_as_well()
    {
        var post = await site.APost("Maria", "Soup", $"[1]({first})");
        stranger.BeforeReply = async () =>
        {
            stranger.BeforeReply = () => Task.CompletedTask;
            await site.Rewrite(post, new Draft { Title = "Soup", Text = $"New [1]({first})" });
            await site.RunJobs();
        };
        await site.RunJobsFor(5);
        await Later();

        stranger.Pings.Count.ShouldBe(2);
        var link = await site.Read(db => db.OutgoingLinks.AsNoTracking().SingleAsync());
        var now = await site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.Id == post.Id));
        link.KnowsOtherThan(Web.Features.Mentions.PostMark.Of(now)).ShouldBeFalse();
        link.State.ShouldBe(Delivery.Accepted);
    }

    [Fact]
    public async Task P1_1_15_a_change_is_told_by_webmention_alone()
    {
        var pingback = stranger.PageThatTakesPingbacks("/pingback");
        var trackback = stranger.PageThatTakesPings("/trackback");
        var post = await Publish($"[1]({pingback}) [2]({trackback}) [3]({first})");
        stranger.Pings.Count.ShouldBe(3);
        stranger.PageThatTakesPings("/first");

        await site.Rewrite(post, new Draft { Title = "Soup", Text = "Other words." });
        await Later();

        stranger.Pings.Count.ShouldBe(3);
        (
            await site.Read(db => db.OutgoingLinks.SingleAsync(l => l.Target == first.AbsoluteUri))
        ).State.ShouldBe(Delivery.NoEndpoint);
    }

    [Fact]
    public async Task P1_1_14_a_post_that_is_taken_back_answers_410_and_that_is_told_and_so_is_its_return()
    {
        var post = await Publish($"[1]({first})");

        await site.Withdraw(post);
        await Later();

        Targets().ShouldBe([first, first]);
        (await Visit()).ShouldBe(HttpStatusCode.Gone);
        using var maria = await site.SignedInAs("Maria");
        (await maria.Page($"/write/{post.Number}/links"))
            .QuerySelector("tbody")!
            .TextContent.ShouldContain("Told that the post is gone");
        await site.Read(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Restore();
            return await db.SaveChangesAsync();
        });
        await Later();
        Targets().ShouldBe([first, first, first]);
        (await Visit()).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Audience.Me)]
    [InlineData(Audience.Course)]
    public async Task P1_1_14_a_post_that_fewer_may_read_answers_410_to_others_and_that_is_told(
        Audience audience
    )
    {
        var post = await Publish($"[1]({first})");

        await site.Rewrite(
            post,
            new Draft
            {
                Title = "Soup",
                Text = $"Secret [1]({first}) [2]({second})",
                Audience = audience,
            }
        );
        await Later();

        Targets().ShouldBe([first, first]);
        (await Visit()).ShouldBe(HttpStatusCode.Gone);
        using var visitor = site.Visitor();
        (
            await (await visitor.GetAsync("/@maria/soup")).Content.ReadAsStringAsync()
        ).ShouldNotContain("Secret");
    }

    [Fact]
    public async Task P1_1_14_a_post_that_was_never_public_answers_like_one_that_never_was_also_when_it_is_taken_back()
    {
        var draft = new Draft
        {
            Title = "Soup",
            Text = $"[1]({first})",
            Audience = Audience.Course,
        };
        var post = await site.ADraft("Maria", draft);
        await site.PublishDraft(post);
        (await Visit()).ShouldBe(HttpStatusCode.NotFound);

        await site.Withdraw(post);
        await Later();

        (await Visit()).ShouldBe(HttpStatusCode.NotFound);
        stranger.Visits.ShouldBeEmpty();
    }

    private async Task<Post> Publish(string text)
    {
        var post = await site.APost("Maria", "Soup", text);
        await site.RunJobsFor(8);
        return post;
    }

    private async Task Later()
    {
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunJobs();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunJobsFor(8);
    }

    private List<Uri> Targets() =>
        [
            .. stranger
                .Pings.Select(p => p.Target)
                .Order(StringComparer.Ordinal)
                .Select(target => new Uri(target)),
        ];

    private async Task<HttpStatusCode> Visit()
    {
        using var visitor = site.Visitor();
        return (await visitor.GetAsync("/@maria/soup")).StatusCode;
    }
}
