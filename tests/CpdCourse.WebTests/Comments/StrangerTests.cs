using System.Net;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Comments;

/// <summary>What strangers try, and what they get.</summary>
public sealed class StrangerTests
{
    private static readonly object Words = new { Input__Text = "Hello", Input__Name = "Dilys" };

    [Fact]
    public async Task Faster_than_anybody_reads_is_refused_with_the_text_kept()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        var page = await visitor.Page(post.Address());

        var answer = await visitor.Send(page, "#comment-form", Words, "Post comment");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await Forms.Parse(answer);
        again.Text("#Input_Text").ShouldBe("Hello");
        site.Clock.Advance(TimeSpan.FromSeconds(4));
        (await visitor.Send(again, "#comment-form", null, "Post comment")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Fact]
    public async Task A_form_that_was_open_for_a_day_is_sent_once_more()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        var page = await visitor.Page(post.Address());
        site.Clock.Advance(TimeSpan.FromHours(25));

        var answer = await visitor.Send(page, "#comment-form", Words, "Post comment");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await Forms.Parse(answer);
        site.Clock.Advance(TimeSpan.FromSeconds(4));
        (await visitor.Send(again, "#comment-form", null, "Post comment")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-04-08T12:00:00Z")]
    [InlineData("CfDJ8AAAA")]
    public async Task A_stamp_that_is_not_ours_is_refused(string stamp)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Hello",
                Input__Name = "Dilys",
                Input__Stamp = stamp,
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.CommentsOn(post)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stamp_of_another_post_is_refused_though_it_was_good_there()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        var other = await site.APost("Maria", "Bread", "Another week.", 12);
        using var visitor = site.Browser();
        var stamp = (await visitor.Page(other.Address()))
            .QuerySelector("[name='Input.Stamp']")!
            .GetAttribute("value");

        object said = new
        {
            Input__Text = "Hello",
            Input__Name = "Dilys",
            Input__Stamp = stamp,
        };

        var there = await visitor.Comment(site, other.Address(), said);
        var answer = await visitor.Comment(site, post.Address(), said);

        there.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_box_that_people_do_not_see_catches_programs()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        (await visitor.Page(post.Address()))
            .QuerySelector("#Input_Subject")!
            .ParentElement!.HasAttribute("hidden")
            .ShouldBeTrue();

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Hello",
                Input__Name = "Dilys",
                Input__Subject = "Pills",
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.Text("#Input_Text").ShouldBe("Hello");
        (page.QuerySelector("#Input_Subject")!.GetAttribute("value") ?? "").ShouldBe("");
        (await site.CommentsOn(post)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_sent_by_another_site_is_refused()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();
        visitor.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        (await visitor.Comment(site, post.Address(), Words)).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task The_sixth_comment_in_ten_minutes_waits_with_its_text_kept()
    {
        await using var site = new CourseSite(("Limits:CommentsPerTenMinutes", "2"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        await visitor.Comment(site, post.Address(), new { Input__Text = "1", Input__Name = "D" });
        await visitor.Comment(site, post.Address(), new { Input__Text = "2", Input__Name = "D" });

        var answer = await visitor.Comment(site, post.Address(), Words);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var page = await Forms.Parse(answer);
        page.Text("#Input_Text").ShouldBe("Hello");
        site.Clock.Advance(TimeSpan.FromMinutes(11));
        (await visitor.Send(page, "#comment-form", null, "Post comment")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Fact]
    public async Task A_trusted_address_alone_lets_nobody_through()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await Trust(site, "dilys@example.org");
        using var eve = site.Browser();

        await eve.Comment(
            site,
            post.Address(),
            new
            {
                Input__Text = "Buy pills",
                Input__Name = "Dilys",
                Input__Mail = "dilys@example.org",
            }
        );

        (await site.CommentsOn(post)).Single().State.ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task A_trusted_visitor_is_known_by_the_browser_and_the_name()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        object Say(string text, string name) =>
            new
            {
                Input__Text = text,
                Input__Name = name,
                Input__Mail = "dilys@example.org",
            };
        await dilys.Comment(site, post.Address(), Say("First", "Dilys"));
        await Trust(site, "dilys@example.org");
        await dilys.Comment(site, post.Address(), Say("Not yet published", "Dilys"));
        await site.Moderate(1, c => c.Publish());

        await dilys.Comment(site, post.Address(), Say("Known", "Dilys"));
        await dilys.Comment(site, post.Address(), Say("Under another name", "Maria"));

        (await site.CommentsOn(post))
            .Select(c => c.State)
            .ShouldBe([Moderation.Shown, Moderation.Held, Moderation.Shown, Moderation.Held]);
    }

    [Theory]
    [InlineData("/@a%0d%0ab/s/comments/1/delete")]
    [InlineData("/@%C3%A9/%E5%BF%83/comments/1/delete")]
    [InlineData("/@maria/soup/comments/99999999999/edit")]
    [InlineData("/@maria/soup/comments/-1")]
    public async Task An_odd_address_is_no_error_of_ours(string address)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);

        (await site.Visitor().GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_reply_to_a_comment_of_another_post_is_refused_and_the_text_kept()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        var other = await site.APost("Maria", "Bread", "Another week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, other.Address(), new { Input__Text = "Elsewhere" });
        await tom.Comment(site, other.Address(), new { Input__Text = "Elsewhere too" });
        await tom.Comment(site, post.Address(), new { Input__Text = "Here" });

        var answer = await tom.Comment(
            site,
            post.Address(),
            new { Input__Text = "Whom?", Input__Reply = "2" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.Text("#Input_Text").ShouldBe("Whom?");
        (await site.CommentsOn(post)).Count.ShouldBe(1);
        (await tom.Send(page, "#comment-form", null, "Post comment")).ShouldLeadTo(
            $"{post.Address()}#c2"
        );
    }

    private static Task<int> Trust(CourseSite site, string mail) =>
        site.Within(services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            db.TrustedSources.Add(
                new TrustedSource(SourceKind.Visitor, mail, site.Clock.GetUtcNow())
            );
            return db.SaveChangesAsync();
        });
}
