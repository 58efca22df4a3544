using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Studio;

public sealed class QueueTests
{
    [Fact]
    public async Task The_longest_waiting_comes_first_whatever_it_is()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        await site.AReport();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.AMention(post);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.FromDilys();
        using var noor = await site.Moderator();

        var items = (await noor.Page("/studio/moderation")).QuerySelectorAll("#queue > li");

        items
            .Select(i => i.QuerySelector("input[name=kind]")!.GetAttribute("value"))
            .ShouldBe(["Report", "Trackback", "Comment"]);
    }

    [Theory]
    [InlineData("comments", "Comment")]
    [InlineData("trackbacks", "Trackback")]
    [InlineData("reports", "Report")]
    public async Task A_filter_shows_one_kind_and_stays_after_an_act(string show, string kind)
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        await site.AReport();
        await site.AMention(post);
        await site.FromDilys();
        using var noor = await site.Moderator();

        var page = await noor.Page($"/studio/moderation?show={show}");

        page.QuerySelectorAll("#queue input[name=kind]")
            .Select(i => i.GetAttribute("value"))
            .ShouldBe([kind]);
        page.QuerySelector(".filters [aria-current]")!.TextContent.ShouldContain("(1)");
        var answer = await noor.Send(page, "#queue form", null, kind == "Report" ? "Done" : "Bin");
        answer.Headers.Location!.ToString().ShouldContain($"show={show}");
    }

    [Fact]
    public async Task Pages_show_everything_once_even_what_came_in_the_same_moment()
    {
        await using var site = new CourseSite(("Limits:PageSize", "3"));
        var post = await site.PostByMaria();
        for (var i = 0; i < 5; i++)
        {
            await site.AComment(post, new CommentWriter(null, $"Visitor {i}"));
            await site.AMention(post, $"https://blog{i}.example/");
        }

        using var noor = await site.Moderator();
        var seen = new List<string>();
        string? next = "/studio/moderation";
        var pages = 0;
        while (next is not null)
        {
            var page = await noor.Page(next);
            seen.AddRange(
                page.QuerySelectorAll("#queue input[name=id]").Select(i => i.GetAttribute("value")!)
            );
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            (++pages).ShouldBeLessThan(10);
        }

        seen.Count.ShouldBe(10);
        seen.Distinct().Count().ShouldBe(10);
        pages.ShouldBe(4);
    }

    [Theory]
    [InlineData("?after=nonsense")]
    [InlineData("?after=20260408120000000000-2147483647")]
    [InlineData("?show=%3Cscript%3E&after=%00")]
    [InlineData("?done=%00")]
    public async Task Odd_addresses_show_a_page(string query)
    {
        await using var site = new CourseSite();
        await site.FromDilys();
        using var noor = await site.Moderator();

        var answer = await noor.GetAsync(new Uri("/studio/moderation" + query, UriKind.Relative));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task The_queue_takes_five_queries_however_long_it_is()
    {
        await using var site = new CourseSite();
        var post = await site.PostByMaria();
        using var noor = await site.Moderator();
        for (var i = 0; i < 8; i++)
        {
            await site.AComment(post, new CommentWriter(null, $"Visitor {i}", "v@example.net"));
            await site.AMention(post, $"https://blog{i}.example/");
            await site.AReport();
        }

        await noor.Page("/studio/moderation");
        var asked = await SqlCommands.During(
            site,
            async () =>
                (await noor.Page("/studio/moderation"))
                    .QuerySelectorAll("#queue > li")
                    .Length.ShouldBe(20)
        );

        asked.Count.ShouldBe(5, string.Join("\n\n", asked));
    }

    [Fact]
    public async Task The_bin_takes_three_queries()
    {
        await using var site = new CourseSite();
        var comment = await site.FromDilys();
        using var noor = await site.Moderator();
        await noor.Press(comment.Id, "Bin");

        var asked = await SqlCommands.During(site, () => noor.Page("/studio/moderation?show=bin"));

        asked.Count.ShouldBe(3, string.Join("\n\n", asked));
    }
}
