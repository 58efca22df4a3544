using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

public sealed class WritePostTests
{
    [Fact]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync("/write?thing=12");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldContain("/sign-in?then=%2Fwrite");
    }

    [Fact]
    public async Task The_editor_of_Thing_12_has_five_boxes_a_title_and_categories_and_makes_nothing()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var page = await maria.Page("/write?thing=12");

        page.QuerySelectorAll(".qa textarea").Length.ShouldBe(6);
        page.QuerySelector("#Input_Title")!
            .TextContent.ShouldBe("Thing 12: Putting the social into social media");
        page.QuerySelector("#Input_Categories")!
            .GetAttribute("value")
            .ShouldBe("Online identity, Online networks");
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Question_by_question_becomes_headings_tied_to_the_questions()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var published = await maria.Write(
            Boxes(("12-2", "It becomes *all* there is."), ("12-5", "Yes.")),
            address: "/write?thing=12"
        );
        var post = await maria.Page(published);

        var headings = post.QuerySelectorAll(".prose h2 a").Select(a => a.GetAttribute("href"));
        headings.ShouldBe(["/things/12#q2", "/things/12#q5"]);
        (await site.Visitor().Page("/things/12/questions/2"))
            .QuerySelector(".answer")!
            .TextContent.Trim()
            .ShouldBe("It becomes all there is.");
    }

    [Fact]
    public async Task Switching_the_way_of_writing_loses_nothing_and_comes_back_the_same()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var typed = "One [odd] answer.\n\n- with\n    - a list";

        var freely = await maria.Write(
            Boxes(("12-1", typed), ("12-3", "Nine people. 👋")),
            "as-free",
            "/write?thing=12"
        );
        var page = await maria.Page(freely);
        page.QuerySelector("#Input_Text")!.TextContent.ShouldContain("{#q1}\n\n" + typed);
        var back = await maria.Press(
            page,
            new
            {
                Input__Text = "Before all.\n\n" + page.QuerySelector("#Input_Text")!.TextContent,
            },
            "as-questions"
        );
        page = await maria.Page(back);

        page.QuerySelector("#box-12-1")!.TextContent.ShouldBe(typed);
        page.QuerySelector("#box-12-3")!.TextContent.ShouldBe("Nine people. 👋");
        page.QuerySelector("#box-12-2")!.TextContent.ShouldBe("");
        page.QuerySelector("#Input_AnythingElse")!.TextContent.ShouldBe("Before all.");
    }

    [Theory]
    [InlineData("save")]
    [InlineData("preview")]
    [InlineData("as-free")]
    public async Task A_form_in_which_nothing_was_typed_begins_no_draft(string button)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var page = await maria.Page("/write?thing=12");

        var answer = await maria.Press(page, null, button);

        answer.Headers.Location!.ToString().ShouldStartWith("/write?thing=12&as=");
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(0);
        await maria.Press(page, new { Input__Title = "A title of my own" }, button);
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task R6_an_empty_post_is_refused_with_everything_typed_still_there()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new { Input__Title = "Only a title", Input__Categories = "Soup" }
        );
        var page = await Forms.Parse(answer);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.Title!.ShouldStartWith("Error: ");
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain("the text is empty");
        page.QuerySelector("#Input_Title")!.TextContent.ShouldBe("Only a title");
        page.QuerySelector("#Input_Categories")!.GetAttribute("value").ShouldBe("Soup");
    }

    [Fact]
    public async Task C3_a_text_over_the_limit_is_refused_and_kept_in_the_form()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var text = new string('x', Draft.TextLimit + 1);

        var answer = await maria.Write(new { Input__Text = text });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain("50,000");
        page.QuerySelector("#Input_Text")!.TextContent.ShouldBe(text);
    }

    [Fact]
    public async Task R7_a_stale_save_from_a_second_device_overwrites_nothing()
    {
        await using var site = new CourseSite();
        var desk = await site.SignedInAs("Maria");
        var telephone = await site.SignedInAs("Maria");
        var draft = await site.ADraft("Maria", new Draft { Title = "Soup", Text = "First" });
        var address = $"/write/{draft.Number}?as=free";
        var onDesk = await desk.Page(address);
        var onTelephone = await telephone.Page(address);
        await desk.Press(onDesk, new { Input__Text = "From the desk" }, "Save draft");

        var answer = await telephone.Press(
            onTelephone,
            new { Input__Text = "From the telephone" },
            "Save draft"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#Input_Text")!.TextContent.ShouldBe("From the telephone");
        page.QuerySelector(".other-text")!.TextContent.ShouldBe("From the desk");
        var history = await telephone.GetStringAsync($"/write/{draft.Number}/history");
        history.ShouldContain("From the telephone");
        history.ShouldContain("From the desk");
    }

    [Fact]
    public async Task A_post_may_answer_several_Things()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new { Input__Text = "Both.", Input__Also = "7" },
            address: "/write?thing=6&as=free"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        foreach (var thing in new[] { 6, 7 })
        {
            (await site.Visitor().Page($"/things/{thing}"))
                .QuerySelectorAll(".post-item")
                .Length.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Preview_shows_what_the_page_will_show_and_keeps_the_text()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var preview = await maria.Write(
            new { Input__Text = "A **bold** <script>alert(1)</script> claim." },
            "preview"
        );
        var shown = await maria.Page(preview);

        shown
            .QuerySelector(".prose")!
            .InnerHtml.ShouldContain("<strong>bold</strong> &lt;script&gt;");
        (await site.Visitor().GetStringAsync("/responses")).ShouldNotContain("bold");
    }

    [Fact]
    public async Task A_Thing_that_does_not_exist_is_named()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new { Input__Text = "Words", Input__Thing = "99" },
            address: "/write?as=free"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("There is no Thing 99");
    }

    [Theory]
    [InlineData("مرحبا بالعالم ‮evil‬")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE Posts; --")]
    [InlineData("👩‍👩‍👧‍👦 🎉")]
    public async Task Any_title_is_text(string title)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.Write(
            new { Input__Title = title, Input__Text = "Words" },
            address: "/write?as=free"
        );
        var page = await maria.Page(answer);

        page.QuerySelector("h1")!.TextContent.ShouldBe(Domain.Common.Text.Line(title));
        page.QuerySelectorAll("main img, main script").Length.ShouldBe(0);
    }

    [Fact]
    public async Task C5_a_NUL_in_a_field_is_the_senders_mistake()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");

        var answer = await maria.PostAsync(
            "/write",
            new StringContent(
                "Input.Text=a%00b",
                System.Text.Encoding.ASCII,
                "application/x-www-form-urlencoded"
            )
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("could not be read");
    }

    private static Dictionary<string, string> Boxes(params (string Key, string Text)[] boxes) =>
        boxes.ToDictionary(b => $"Input.Answers[{b.Key}]", b => b.Text, StringComparer.Ordinal);
}
