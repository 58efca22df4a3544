using CpdCourse.Data;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Comments;

public sealed class CommentLetterTests
{
    [Fact]
    public async Task The_author_hears_of_a_comment_once()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "Well *said*" });

        await site.RunJobs();
        await site.Moderate(1, c => c.Bin(site.Clock.GetUtcNow()));
        await site.Moderate(1, c => c.Publish());
        await site.RunJobs();

        var letter = site.Mail.Letters.Single();
        letter.To.ShouldBe("maria@example.org");
        letter.Subject.ShouldBe("Tom commented on “Soup”");
        letter.Text.ShouldContain("> Well *said*");
        letter.Text.ShouldContain($"http://localhost:5023{post.Address()}#c1");
        letter.Text.ShouldContain("You get this letter because");
        letter.Text.ShouldNotContain("tom@example.org");
    }

    [Fact]
    public async Task Ones_own_comment_is_no_news()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var maria = await site.SignedInAs("Maria");

        await maria.Comment(site, post.Address(), new { Input__Text = "A word more" });
        await site.RunJobs();

        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_comment_is_in_no_letter()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(
            site,
            post.Address(),
            new { Input__Text = "Hi", Input__Name = "Dilys" }
        );

        await site.RunJobs();
        site.Mail.Letters.ShouldBeEmpty();
        await site.Moderate(1, c => c.Publish());
        await site.RunJobs();

        site.Mail.Letters.Single().Subject.ShouldBe("Dilys commented on “Soup”");
    }

    [Fact]
    public async Task A_comment_that_was_binned_before_the_letter_left_is_in_none()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "Rude" });
        await site.Moderate(1, c => c.Bin(site.Clock.GetUtcNow()));

        await site.RunJobs();

        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_asked_hears_of_replies_and_nobody_else()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var amara = await site.SignedInAs("Amara");
        using var priya = await site.SignedInAs("Priya");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await priya.Comment(
            site,
            $"{post.Address()}?reply=1",
            new { Input__Text = "Two", Input__TellReplies = "false" }
        );
        await site.RunJobs();
        var before = site.Mail.Letters.Count;

        await amara.Comment(site, $"{post.Address()}?reply=2", new { Input__Text = "Three" });
        await site.RunJobs();

        site.Mail.Letters.Skip(before)
            .Select(l => l.To)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["maria@example.org", "tom@example.org"]);
    }

    [Fact]
    public async Task A_visitor_with_an_address_hears_of_replies_and_can_stop_them()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        using var maria = await site.SignedInAs("Maria");
        await dilys.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Hi",
                Input__Name = "Dilys",
                Input__Mail = "Dilys@Example.org",
            }
        );
        await site.Moderate(1, c => c.Publish());
        await site.RunJobs();
        await maria.Comment(site, $"{post.Address()}?reply=1", new { Input__Text = "Welcome" });
        await site.RunJobs();

        var letter = site.Mail.Letters[^1];
        letter.To.ShouldBe("dilys@example.org");
        letter.Subject.ShouldBe("Maria answered you under “Soup”");
        var stop = letter
            .Text.Split(' ', '\n')
            .Single(w => w.Contains("/stop-replies", StringComparison.Ordinal));
        using var visitor = site.Visitor();
        await ShowTo(site, Audience.Course);
        (await visitor.Page(stop)).Text(".lead").ShouldNotContain("Soup");
        await ShowTo(site, Audience.Everyone);
        var page = await visitor.Page(stop);
        page.Text(".lead").ShouldContain("“Soup”");
        (await site.CommentsOn(post))[0].TellsReplies.ShouldBeTrue();
        var done = await visitor.Send(page, "#stop-form");
        done.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await site.CommentsOn(post))[0].TellsReplies.ShouldBeFalse();
        await maria.Comment(site, $"{post.Address()}?reply=1", new { Input__Text = "Again" });
        var before = site.Mail.Letters.Count;
        await site.RunJobs();
        site.Mail.Letters.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Nobody_hears_of_a_post_that_is_no_longer_theirs_to_read()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await site.RunJobs();
        var before = site.Mail.Letters.Count;
        using var maria = await site.SignedInAs("Maria");
        await maria.Comment(site, $"{post.Address()}?reply=1", new { Input__Text = "Two" });
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Withdraw(site.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await site.RunJobs();

        site.Mail.Letters.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_visitors_address_is_on_no_page()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Hi",
                Input__Name = "Dilys",
                Input__Mail = "planted@example.org",
            }
        );
        await site.Moderate(1, c => c.Publish());

        var html = await dilys.GetStringAsync(new Uri(post.Address(), UriKind.Relative));

        html.ShouldNotContain("planted");
        html.ShouldNotContain("maria@example.org");
    }

    private static Task<int> ShowTo(CourseSite site, Audience audience) =>
        site.Read(db =>
            db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Audience, audience))
        );

    [Fact]
    public async Task A_key_that_is_not_ours_stops_nothing()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        foreach (var key in new[] { "", "?key=", "?key=abc", "?key=%00" })
        {
            (
                await visitor.GetAsync(new Uri($"/stop-replies{key}", UriKind.Relative))
            ).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task R2_a_key_is_kept_for_a_week_and_then_forgotten()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await site.RunJobs();
        static int Notes(CourseDb db) =>
            db.SiteNotes.Count(n => n.Key.StartsWith("form:") || n.Key.StartsWith("told:"));
        (await site.Read(db => Task.FromResult(Notes(db)))).ShouldBe(2);

        await site.RunRecurring();
        (await site.Read(db => Task.FromResult(Notes(db)))).ShouldBe(2);
        foreach (var (days, left) in new[] { (6, 2), (2, 1), (53, 0) })
        {
            site.Clock.Advance(TimeSpan.FromDays(days));
            await site.RunRecurring();
            (await site.Read(db => Task.FromResult(Notes(db)))).ShouldBe(left);
        }
    }
}
