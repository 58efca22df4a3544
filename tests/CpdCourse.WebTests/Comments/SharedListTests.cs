using CpdCourse.Domain.People;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

/// <summary>The list of comments is made once for all who see it alike, and for nobody else.</summary>
public sealed class SharedListTests
{
    [Fact]
    public async Task What_is_ones_own_is_shown_to_nobody_else()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var ann = await site.SignedInAs("Ann");
        using var wen = await site.SignedInAs("Wen", Role.Organiser);
        using var dilys = site.Browser();
        await tom.Comment(site, post.Address(), new { Input__Text = "Well said" });
        await dilys.Comment(
            site,
            post.Address(),
            new { Input__Text = "Held words", Input__Name = "Dilys" }
        );

        for (var look = 0; look < 2; look++)
        {
            (await Acts(ann)).ShouldBe("Reply to Tom|Report the comment by Tom");
            (await Acts(tom)).ShouldStartWith("Reply to Tom|Edit your comment|");
            (await Acts(wen)).ShouldContain("Bin the comment by Tom");
            (await dilys.GetStringAsync(post.Address())).ShouldContain("Held words");
            (await ann.GetStringAsync(post.Address())).ShouldNotContain("Held words");
        }

        async Task<string> Acts(HttpClient who) =>
            string.Join(
                '|',
                (await who.Page(post.Address()))
                    .QuerySelectorAll("#c1 .acts a, #c1 .acts button")
                    .Select(a => a.TextContent.Trim())
            );
    }

    [Fact]
    public async Task A_new_comment_is_seen_at_once_by_those_who_looked_before()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var ann = await site.SignedInAs("Ann");
        await tom.Comment(site, post.Address(), new { Input__Text = "marzipan" });
        (await ann.GetStringAsync(post.Address())).ShouldNotContain("teapots");

        await tom.Comment(site, post.Address(), new { Input__Text = "teapots" });

        (await ann.GetStringAsync(post.Address())).ShouldContain("teapots");
    }

    [Fact]
    public async Task What_was_said_today_was_said_yesterday_a_day_later()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var ann = await site.SignedInAs("Ann");
        await tom.Comment(site, post.Address(), new { Input__Text = "marzipan" });
        (await ann.Page(post.Address())).Text("#c1 .when").ShouldStartWith("today");

        site.Clock.Advance(TimeSpan.FromDays(1));

        (await ann.Page(post.Address())).Text("#c1 .when").ShouldStartWith("yesterday");
    }
}
