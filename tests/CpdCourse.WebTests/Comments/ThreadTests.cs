using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Comments;

public sealed class ThreadTests
{
    [Fact]
    public async Task Somebody_on_the_course_comments_at_once_under_their_name()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom Brearley");

        var answer = await tom.Comment(site, post.Address(), new { Input__Text = "Well said" });

        answer.ShouldLeadTo($"{post.Address()}#c1");
        var page = await site.Visitor().Page(post.Address());
        page.QuerySelector("#c1 .p-author a")!.GetAttribute("href").ShouldBe("/@tom-brearley");
        page.Text("#c1 .said").ShouldBe("Well said");
        page.QuerySelector("#c1 .badge").ShouldBeNull();
    }

    [Fact]
    public async Task The_author_of_the_post_is_marked()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var maria = await site.SignedInAs("Maria");
        await maria.Comment(site, post.Address(), new { Input__Text = "Thank you all" });

        var page = await site.Visitor().Page(post.Address());

        page.Text("#c1 .badge").ShouldBe("Author");
    }

    [Fact]
    public async Task Signed_in_without_the_token_nothing_is_posted_and_the_text_is_kept()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var body = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Input.Text"] = "Forged" }
        );

        var answer = await tom.PostAsync(
            new Uri($"{post.Address()}/comments", UriKind.Relative),
            body
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.Text("#Input_Text").ShouldBe("Forged");
        page.QuerySelector("#comment-form [name='form-token']").ShouldNotBeNull();
        (await site.CommentsOn(post)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_whose_mail_is_not_confirmed_is_a_stranger()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var newcomer = await site.SignedInAs("Newcomer", confirmed: false);

        await newcomer.Comment(site, post.Address(), new { Input__Text = "Hello" });

        (await site.CommentsOn(post)).Single().State.ShouldBe(Moderation.Held);
        (await newcomer.Page(post.Address())).Text("#c1 .notice").ShouldContain("organiser");
        (await site.Visitor().Page(post.Address())).QuerySelector("#c1").ShouldBeNull();
    }

    [Fact]
    public async Task In_the_first_week_many_links_are_read_first()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        const string Links = "https://a.example https://b.example https://c.example";

        await tom.Comment(site, post.Address(), new { Input__Text = Links });
        site.Clock.Advance(TimeSpan.FromDays(8));
        await tom.Comment(site, post.Address(), new { Input__Text = Links + " again" });

        (await site.CommentsOn(post))
            .Select(c => c.State)
            .ShouldBe([Moderation.Held, Moderation.Shown]);
    }

    [Fact]
    public async Task A_new_account_comments_five_times_an_hour()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        for (var n = 1; n <= 5; n++)
        {
            await tom.Comment(site, post.Address(), new { Input__Text = $"Words {n}" });
        }

        var answer = await tom.Comment(site, post.Address(), new { Input__Text = "More" });

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Forms.Parse(answer)).Text("#Input_Text").ShouldBe("More");
        site.Clock.Advance(TimeSpan.FromMinutes(61));
        (await tom.Comment(site, post.Address(), new { Input__Text = "More" })).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Fact]
    public async Task A_reply_at_depth_five_stands_at_the_second_level_with_a_linked_name()
    {
        await using var site = new CourseSite(("Limits:FirstWeekCommentsPerHour", "10"));
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var amara = await site.SignedInAs("Amara");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await Reply(site, amara, post.Address(), 1, "Two");
        await Reply(site, tom, post.Address(), 2, "Three");
        await Reply(site, amara, post.Address(), 3, "Four");
        await Reply(site, tom, post.Address(), 4, "Five");
        await Reply(site, amara, post.Address(), 5, "@tom Six");

        var page = await site.Visitor().Page(post.Address());

        page.QuerySelectorAll(".thread > li").Length.ShouldBe(1);
        page.QuerySelectorAll(".thread > li > .replies > li > article")
            .Select(a => a.Id)
            .ShouldBe(["c2", "c3", "c4", "c5", "c6"]);
        page.QuerySelector("#c2 .answers").ShouldBeNull();
        page.Text("#c5 .said").ShouldBe("@amaraFive");
        page.QuerySelector("#c5 .said a.mention")!.GetAttribute("href").ShouldBe("/@amara");
        page.Text("#c6 .said").ShouldBe("@tom Six");
        (await site.CommentsOn(post)).Last().Parent.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_form_says_whom_one_answers_without_script()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        using var visitor = site.Visitor();
        var page = await visitor.Page(post.Address());
        var link = page.QuerySelector("#c1 .acts a")!.GetAttribute("href")!;
        link.ShouldBe($"{post.Address()}?reply=1#reply");

        var form = await visitor.Page(link);

        form.Text("#reply").ShouldContain("You are answering Tom.");
        form.QuerySelector("[name='Input.Reply']")!.GetAttribute("value").ShouldBe("1");
        foreach (var nonsense in new[] { "99", "-1", "x", "99999999999999" })
        {
            (await visitor.Page($"{post.Address()}?reply={nonsense}"))
                .QuerySelector("[name='Input.Reply']")
                .ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_reply_to_a_visitor_names_them_as_text()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var dilys = site.Browser();
        using var tom = await site.SignedInAs("Tom");
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await Reply(site, dilys, post.Address(), 1, "Two", "Dilys <i>");
        await site.Moderate(2, c => c.Publish());
        await Reply(site, tom, post.Address(), 2, "Three");

        var page = await site.Visitor().Page(post.Address());

        page.Text("#c3 .answers").ShouldBe("@Dilys <i>");
        page.QuerySelector("#c3 .answers a").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_removed_keeps_its_place_while_others_answer_it()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var amara = await site.SignedInAs("Amara");
        await tom.Comment(site, post.Address(), new { Input__Text = "Rude words" });
        await Reply(site, amara, post.Address(), 1, "Please");
        await Reply(site, amara, post.Address(), 2, "More");
        await tom.Comment(site, post.Address(), new { Input__Text = "Also rude" });
        await site.Moderate(1, c => c.Bin(site.Clock.GetUtcNow()));
        await site.Moderate(2, c => c.TakeBack(site.Clock.GetUtcNow()));
        await site.Moderate(4, c => c.Bin(site.Clock.GetUtcNow()));

        var page = await site.Visitor().Page(post.Address());

        page.Text("#comments h2").ShouldBe("1 comment");
        page.Text("#c1").ShouldBe("This comment was removed.");
        page.Text("#c2").ShouldBe("This comment was removed.");
        page.Text("#c3 .said").ShouldBe("More");
        page.QuerySelector("#c4").ShouldBeNull();
        page.Body!.TextContent.ShouldNotContain("ude");
    }

    [Fact]
    public async Task The_address_of_a_comment_leads_to_its_place_or_says_that_it_is_gone()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = await site.SignedInAs("Tom");
        using var dilys = site.Browser();
        using var visitor = site.Visitor();
        await tom.Comment(site, post.Address(), new { Input__Text = "One" });
        await tom.Comment(site, post.Address(), new { Input__Text = "Two" });
        await dilys.Comment(site, post.Address(), new { Input__Text = "Held", Input__Name = "D" });
        await site.Moderate(2, c => c.Bin(site.Clock.GetUtcNow()));

        var shown = await Get(visitor, $"{post.Address()}/comments/1");
        shown.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        shown.Headers.Location!.OriginalString.ShouldBe($"{post.Address()}#c1");
        var gone = await Get(visitor, $"{post.Address()}/comments/2");
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Forms.Parse(gone)).Text("h1").ShouldBe("This comment was removed");
        var held = await Get(dilys, $"{post.Address()}/comments/3");
        (await Forms.Parse(held)).Text("#c3 .said").ShouldBe("Held");
        (await Get(visitor, $"{post.Address()}/comments/3")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await Get(visitor, $"{post.Address()}/comments/4")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (
            await Get(visitor, $"{post.Address()}/comments")
        ).Headers.Location!.OriginalString.ShouldBe($"{post.Address()}#comments");
    }

    private static Task<HttpResponseMessage> Get(HttpClient browser, string address) =>
        browser.GetAsync(new Uri(address, UriKind.Relative));

    private static Task<HttpResponseMessage> Reply(
        CourseSite site,
        HttpClient browser,
        string address,
        int number,
        string text,
        string? name = null
    ) =>
        browser.Comment(
            site,
            $"{address}?reply={number}",
            new { Input__Text = text, Input__Name = name ?? "" }
        );
}
