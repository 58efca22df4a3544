using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>What readers say here about a post that stands elsewhere: there as well, here only, or there only, as its author chooses.</summary>
public sealed class CommentsElsewhereTests : OwnBlog
{
    private const string Here = "/@maria/thing-12-soup";
    private const string Comment = $"{Here}/comments/1";
    private Uri page = null!;

    protected override async Task Ready()
    {
        Publish(new BlogPost("/soup", "Thing 12: soup"));
        page = Blog.PageThatTakesWebmentions("/soup");
        await Followed();
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task The_page_is_told_of_a_comment_and_finds_there_its_words_and_the_link()
    {
        await Say("Which *leeks*?");

        var ping = Blog.Pings.ShouldHaveSingleItem();
        ping.Source.ShouldBe($"http://localhost:5023{Comment}");
        ping.Target.ShouldBe(page.AbsoluteUri);
        using var reader = Site.Visitor();
        var entry = (await reader.Page(Comment)).QuerySelector(".h-entry")!;
        entry.QuerySelector(".u-in-reply-to")!.GetAttribute("href").ShouldBe(ping.Target);
        entry.QuerySelector(".e-content")!.TextContent.Trim().ShouldBe("Which leeks?");
        entry.QuerySelector(".p-author .p-name")!.TextContent.ShouldBe("Dilys");
        entry.QuerySelector(".u-url.u-uid")!.GetAttribute("href").ShouldBe(Comment);
        entry.QuerySelector("time.dt-published").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_that_knows_pingbacks_only_is_told_by_pingback()
    {
        Blog.PageThatTakesPingbacks("/soup");

        await Say("Which leeks?");

        Blog.Pings.ShouldHaveSingleItem().Body.ShouldContain(Comment);
    }

    [Fact]
    public async Task A_slip_mended_within_the_minute_is_told_once_and_a_later_one_again()
    {
        await Site.AComment(await ThePost(), "Dilys", "Which leaks?");
        var comment = await TheComment();
        await Change(comment, c => c.Reword(Words("Which leeks?"), Site.Clock.GetUtcNow()));
        await Minutes(2);
        Blog.Pings.Count.ShouldBe(1);

        await Change(
            comment,
            c => c.Reword(Words("Which leeks, and why?"), Site.Clock.GetUtcNow())
        );
        await Minutes(2);

        Blog.Pings.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_comment_that_is_taken_away_answers_gone_and_the_page_hears_of_it()
    {
        var comment = await Say("Which leeks?");

        await Change(comment, c => c.TakeBack(Site.Clock.GetUtcNow()));
        await Minutes(2);

        Blog.Pings.Count.ShouldBe(2);
        using var reader = Site.Visitor();
        (await reader.GetAsync(Comment)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task With_its_post_a_comment_goes_and_comes()
    {
        await Say("Which leeks?");
        using var reader = Site.Visitor();

        await Site.Change((await ThePost()).Id, p => p.Withdraw(Site.Clock.GetUtcNow()));
        await Minutes(2);
        Blog.Pings.Count.ShouldBe(2);
        (await reader.GetAsync(Comment)).StatusCode.ShouldBe(HttpStatusCode.Gone);

        await Site.Change((await ThePost()).Id, p => p.Restore());
        await Minutes(2);
        Blog.Pings.Count.ShouldBe(3);
        (await reader.GetAsync(Comment)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_comment_that_waits_is_told_of_once_it_may_be_seen()
    {
        using var tom = Site.Browser();
        var sent = await tom.Comment(Site, Here, new { Input__Text = "Hm", Input__Name = "Tom" });
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await Minutes(3);
        Blog.Pings.ShouldBeEmpty();

        await Change(await TheComment(), c => c.Publish());
        await Minutes(2);

        Blog.Pings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Its_author_may_keep_it_here()
    {
        await Choose(CommentsAt.Here);

        await Say("Which leeks?");

        Blog.Pings.ShouldBeEmpty();
        using var reader = Site.Visitor();
        (await reader.Page(Here)).QuerySelector("#comments")!.TextContent.ShouldContain("leeks");
    }

    [Fact]
    public async Task Its_author_may_take_comments_on_the_page_alone()
    {
        using var tom = Site.Browser();
        var before = await tom.Page(Here);
        await Choose(CommentsAt.Source);
        Site.Clock.Advance(TimeSpan.FromSeconds(20));

        using var reader = Site.Visitor();
        var reply = (await reader.Page(Here)).QuerySelector("#reply")!;
        reply.QuerySelector("form").ShouldBeNull();
        reply.QuerySelector("a")!.GetAttribute("href").ShouldBe(page.AbsoluteUri);

        // Who had the form open loses nothing.
        using var answer = await tom.Send(
            before,
            "#comment-form",
            new { Input__Text = "All my words", Input__Name = "Tom" }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.Content.ReadAsStringAsync();
        again.ShouldContain("All my words");
        again.ShouldContain("takes comments on the page itself");
        (await Site.Read(db => db.Comments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_chosen_for_the_blog_holds_for_posts_to_come_and_one_post_may_differ()
    {
        await Choose(CommentsAt.Source);
        Publish(new("/soup", "Thing 12: soup"), new("/bread", "Thing 5: bread"));
        await AnHourLater();
        (await Chosen()).ShouldBe([CommentsAt.Source, CommentsAt.Source]);

        using var answer = await Maria.Send(
            await Maria.Page(Here),
            "form#comments-at",
            new { where = nameof(CommentsAt.Both) }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Chosen()).ShouldBe([CommentsAt.Both, CommentsAt.Source]);
    }

    [Fact]
    public async Task The_author_sees_what_the_page_made_of_it()
    {
        await Say("Which leeks?");
        var number = (await ThePost()).Number;

        var told = await Maria.Page($"/write/{number}/links");

        var row = told.QuerySelector("tbody tr")!;
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe(Comment);
        row.TextContent.ShouldContain("Told, and it took it");
    }

    [Fact]
    public async Task A_comment_on_a_post_of_this_site_leads_to_its_place_and_tells_nobody()
    {
        var post = await Site.APost("Ola", "Bread", "Words.", 12);
        await Site.AComment(post, "Dilys", "Lovely");
        await Minutes(2);

        Blog.Pings.ShouldBeEmpty();
        using var reader = Site.Visitor();
        var answer = await reader.GetAsync("/@ola/bread/comments/1");
        answer.Headers.Location!.OriginalString.ShouldBe("/@ola/bread#c1");
    }

    private async Task<Comment> Say(string words)
    {
        await Site.AComment(await ThePost(), "Dilys", words);
        await Minutes(2);
        return await TheComment();
    }

    private async Task Choose(CommentsAt where)
    {
        var blog = await Maria.Page($"/me/blogs/{(await Kept()).Id.Value:N}");
        await Press(blog, "form#comments", fields: new { where = $"{where}" });
    }

    private async Task Minutes(int minutes)
    {
        for (var n = 0; n < minutes; n++)
        {
            await Site.RunJobsFor(3);
            Site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Site.RunJobsFor(3);
    }

    private Task<int> Change(Comment comment, Func<Comment, Outcome> verb) =>
        Site.Read(async db =>
        {
            verb(await db.Comments.SingleAsync(c => c.Id == comment.Id)).Refusal.ShouldBeNull();
            return await db.SaveChangesAsync();
        });

    private static CommentWords Words(string text) => new(text, Rendered.Nothing);

    private Task<Comment> TheComment() => Site.Read(db => db.Comments.AsNoTracking().SingleAsync());

    private Task<Post> ThePost() =>
        Site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.SourceUrl == page.AbsoluteUri));

    private Task<List<CommentsAt>> Chosen() =>
        Site.Read(db => db.Posts.OrderBy(p => p.Number).Select(p => p.CommentsAt).ToListAsync());
}
