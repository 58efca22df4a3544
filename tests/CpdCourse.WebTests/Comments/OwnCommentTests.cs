using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

/// <summary>Changing and taking back what one wrote.</summary>
public sealed class OwnCommentTests
{
    [Fact]
    public async Task A_visitor_changes_a_comment_from_the_browser_that_wrote_it()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(site, post.Address(), new { Input__Text = "Teh", Input__Name = "D" });
        var edit = await dilys.Page($"{post.Address()}/comments/1/edit");
        edit.Text("#Input_Text").ShouldBe("Teh");

        var answer = await dilys.Send(edit, "#edit-form", new { Input__Text = "The" }, "Save");

        answer.ShouldLeadTo($"{post.Address()}#c1");
        var page = await dilys.Page(post.Address());
        page.Text("#c1 .said").ShouldBe("The");
        page.Text("#c1 .who").ShouldContain("edited");
    }

    [Fact]
    public async Task After_an_hour_it_stays_as_it_is_and_what_was_typed_is_kept()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "Teh" });
        var edit = await tom.Page($"{post.Address()}/comments/1/edit");
        site.Clock.Advance(TimeSpan.FromMinutes(61));

        var answer = await tom.Send(edit, "#edit-form", new { Input__Text = "The" }, "Save");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await Forms.Parse(answer);
        again.Text("#error-summary").ShouldContain("60 minutes");
        again.Text("#Input_Text").ShouldBe("The");
        (await tom.Page(post.Address())).QuerySelector("#c1 a[href$='/edit']").ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_else_can_change_or_remove_it()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var eve = await site.SignedInAs("Eve");
        using var visitor = site.Browser();
        await tom.Comment(site, post.Address(), new { Input__Text = "Mine" });
        await visitor.Comment(site, post.Address(), new { Input__Text = "V", Input__Name = "V" });
        var page = await tom.Page(post.Address());

        foreach (var other in new[] { eve, visitor, site.Visitor() })
        {
            (
                await other.GetAsync(new Uri($"{post.Address()}/comments/1/edit", UriKind.Relative))
            ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.Send(page, "#c1 form")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await site.CommentsOn(post))[0].State.ShouldBe(Moderation.Shown);
        (await visitor.Page(post.Address()))
            .QuerySelector("#c1 form, #c1 a[href$='/edit']")
            .ShouldBeNull();
    }

    [Fact]
    public async Task A_stranger_who_changes_a_published_comment_is_read_again()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(site, post.Address(), new { Input__Text = "Nice", Input__Name = "D" });
        await site.Moderate(1, c => c.Publish());
        var edit = await dilys.Page($"{post.Address()}/comments/1/edit");

        await dilys.Send(edit, "#edit-form", new { Input__Text = "Buy pills" }, "Save");

        (await site.Visitor().Page(post.Address())).QuerySelector("#c1").ShouldBeNull();
        (await dilys.Page(post.Address())).Text("#c1 .said").ShouldBe("Buy pills");
    }

    [Fact]
    public async Task An_edit_can_be_previewed_and_a_slip_keeps_the_text()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "Old" });
        var edit = await tom.Page($"{post.Address()}/comments/1/edit");

        var preview = await tom.Send(edit, "#edit-form", new { Input__Text = "*New*" }, "Preview")
            .Parsed();
        preview.Text("#preview .said").ShouldBe("New");
        var refused = await tom.Send(
            preview,
            "#edit-form",
            new { Input__Text = new string('a', 10_001) },
            "Save"
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Forms.Parse(refused)).Text("#Input_Text").Length.ShouldBe(10_001);
        (await site.CommentsOn(post)).Single().Text.ShouldBe("Old");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taking_back_asks_nothing_and_offers_the_words_again(bool isSignedIn)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var writer = isSignedIn ? await site.SignedInAs("Tom") : site.Browser();
        await writer.Comment(site, post.Address(), new { Input__Text = "Oh", Input__Name = "D" });
        var page = await writer.Page(post.Address());
        (page.QuerySelector("#c1 [name='form-token']") is not null).ShouldBe(isSignedIn);

        var answer = await writer.Send(page, "#c1 form", null, "Delete");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var gone = await Forms.Parse(answer);
        gone.Text("h1").ShouldBe("Your comment was removed");
        gone.Text("#Input_Text").ShouldBe("Oh");
        (await writer.Page(post.Address())).QuerySelector("#c1").ShouldBeNull();
        (await site.CommentsOn(post)).Single().State.ShouldBe(Moderation.Withdrawn);
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        (await writer.Send(gone, "#comment-form", null, "Post comment")).ShouldLeadTo(
            $"{post.Address()}#c2"
        );
    }

    [Fact]
    public async Task R2_an_answer_that_was_taken_back_still_answers_when_it_is_sent_again()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var maria = await site.SignedInAs("Maria");
        await tom.Comment(site, post.Address(), new { Input__Text = "Well said" });
        await maria.Comment(site, $"{post.Address()}?reply=1", new { Input__Text = "Thanks" });
        var page = await maria.Page(post.Address());

        var gone = await Forms.Parse(await maria.Send(page, "#c2 form", null, "Delete"));
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        await maria.Send(gone, "#comment-form", null, "Post comment");

        var comments = await site.CommentsOn(post);
        comments[2].Parent.ShouldBe(comments[0].Id);
    }

    [Fact]
    public async Task Without_the_stamp_of_its_own_page_nothing_is_taken_back()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(site, post.Address(), new { Input__Text = "Oh", Input__Name = "D" });
        using var body = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["stamp"] = (await dilys.Page(post.Address()))
                    .QuerySelector("[name='Input.Stamp']")!
                    .GetAttribute("value")!,
            }
        );

        await dilys.PostAsync(
            new Uri($"{post.Address()}/comments/1/delete", UriKind.Relative),
            body
        );
        await dilys.GetAsync(new Uri($"{post.Address()}/comments/1/delete", UriKind.Relative));

        (await site.CommentsOn(post)).Single().State.ShouldBe(Moderation.Held);
    }

    [Fact]
    public async Task A_cookie_of_ones_own_making_opens_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        await dilys.Comment(site, post.Address(), new { Input__Text = "Oh", Input__Name = "D" });
        var id = (await site.CommentsOn(post)).Single().Id;
        using var eve = site.Visitor();
        foreach (var cookie in new[] { $"{id}", "CfDJ8", "%00", new string('a', 3_000) })
        {
            eve.DefaultRequestHeaders.Remove("Cookie");
            eve.DefaultRequestHeaders.Add("Cookie", $"comments={cookie}");
            var answer = await eve.GetAsync(new Uri(post.Address(), UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Forms.Parse(answer)).QuerySelector("#c1").ShouldBeNull();
        }
    }
}
