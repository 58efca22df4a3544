using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

/// <summary>Only so many comments of strangers wait under one post.</summary>
public sealed class FullQueueTests
{
    private static readonly object Words = new { Input__Text = "Hello", Input__Name = "Dilys" };

    [Fact]
    public async Task A_post_with_a_full_queue_takes_no_more_from_strangers()
    {
        await using var site = new CourseSite(("Limits:HeldPerPost", "1"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        await visitor.Comment(site, post.Address(), new { Input__Text = "1", Input__Name = "D" });

        var answer = await visitor.Comment(site, post.Address(), Words);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Forms.Parse(answer)).Text("#Input_Text").ShouldBe("Hello");
    }

    [Fact]
    public async Task A_form_that_was_taken_is_taken_also_when_the_queue_has_become_full_by_it()
    {
        await using var site = new CourseSite(("Limits:HeldPerPost", "1"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        var page = await visitor.Page(post.Address());
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        (await visitor.Send(page, "#comment-form", Words, "Post comment")).Dispose();

        using var again = await visitor.Send(page, "#comment-form", Words, "Post comment");

        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await site.CommentsOn(post)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_is_full_for_those_who_come_at_the_same_moment_too()
    {
        await using var site = new CourseSite(("Limits:HeldPerPost", "3"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async n =>
                {
                    using var visitor = site.Visitor();
                    var words = new { Input__Text = $"Hello {n}", Input__Name = "Dilys" };
                    return (await visitor.Comment(site, post.Address(), words)).StatusCode;
                })
        );

        answers.Count(a => a == HttpStatusCode.SeeOther).ShouldBe(3);
        (await site.CommentsOn(post)).Count.ShouldBe(3);
    }
}
