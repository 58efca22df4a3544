using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>The same, when something is not as it should be.</summary>
public sealed class ElsewhereTroubleTests : Elsewhere
{
    [Fact]
    public async Task A_page_that_somebody_else_had_listed_stays_theirs()
    {
        using var maria = await Site.SignedInAs("Maria");
        using var tom = await Site.SignedInAs("Tom");
        var address = Page("/social", "Social").AbsoluteUri;
        await List(maria, address, Form);
        var found = await Found(tom, address, Form);

        using var answer = await tom.Send(found, "form#found");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(
            "listed already, by somebody else"
        );
        (await Site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("", "Enter the whole address")]
    [InlineData("   ", "Enter the whole address")]
    [InlineData("my blog", "Enter the whole address")]
    [InlineData("ftp://blog.example/x", "Enter the whole address")]
    [InlineData("javascript:alert(1)", "Enter the whole address")]
    [InlineData("http://user:word@blog.example/", "Enter the whole address")]
    [InlineData(
        "http://localhost:5023/things/12",
        "Enter the address of your post on your own blog"
    )]
    public async Task What_is_no_address_of_a_page_gets_a_sentence_and_stays(
        string typed,
        string sentence
    )
    {
        using var maria = await Site.SignedInAs("Maria");

        using var answer = await maria.Send(
            await maria.Page(Form),
            "form#elsewhere",
            new { Input__Address = typed }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.QuerySelector(".error-summary")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("#Input_Address")!.GetAttribute("value").ShouldBe(typed);
        (await Site.Read(db => db.Visits.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(404, "There is no page at this address")]
    [InlineData(410, "gone")]
    [InlineData(403, "The page is private")]
    [InlineData(503, "The other site has trouble")]
    public async Task A_page_that_cannot_be_read_says_why_and_may_be_tried_again(
        int status,
        string sentence
    )
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Blog.Status("/x", status).AbsoluteUri;

        var page = await Found(maria, address, Form);

        page.QuerySelector("h1")!.TextContent.ShouldBe("Your post could not be read");
        page.QuerySelector(".lead")!.TextContent.ShouldContain(sentence);
        var again = await maria.Page(page.QuerySelector("main a.btn")!.GetAttribute("href")!);
        again.QuerySelector("#Input_Address")!.GetAttribute("value").ShouldBe(address);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_said_so()
    {
        using var maria = await Site.SignedInAs("Maria");

        var page = await Found(maria, "https://nobody.invalid/post", Form);

        page.QuerySelector(".lead")!.TextContent.ShouldContain("could not be reached");
    }

    [Fact]
    public async Task Without_a_Thing_it_is_asked_for_one()
    {
        using var maria = await Site.SignedInAs("Maria");
        var found = await Found(maria, Page("/social", "Social").AbsoluteUri, Form);
        foreach (
            var box in found.QuerySelectorAll("input[type=checkbox]").OfType<IHtmlInputElement>()
        )
        {
            box.IsChecked = false;
        }

        using var answer = await maria.Send(found, "form#found");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Choose at least one Thing");
    }

    [Fact]
    public async Task Whoever_has_not_confirmed_an_address_lists_nothing()
    {
        using var maria = await Site.SignedInAs("Maria", confirmed: false);

        (await maria.Page(Form)).QuerySelector("form#elsewhere").ShouldBeNull();
    }

    [Fact]
    public async Task A_Thing_that_is_not_open_takes_nothing()
    {
        using var maria = await Site.SignedInAs("Maria");

        using var answer = await maria.GetAsync(new Uri("/things/23/elsewhere", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task So_many_in_an_hour_and_no_more()
    {
        using var maria = await Site.SignedInAs("Maria");
        for (var n = 0; n < 20; n++)
        {
            await Ask(maria, $"https://blog.example/{n}");
        }

        using var answer = await maria.Send(
            await maria.Page(Form),
            "form#elsewhere",
            new { Input__Address = "https://blog.example/21" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Words_of_a_stranger_are_text()
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Blog.Page(
            "/x",
            "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title><p>&lt;img src=x onerror=alert(1)&gt; \u202etxet</p>"
        );

        await List(maria, address.AbsoluteUri, Form);

        var html = await Site.Visitor().GetStringAsync("/things/12");
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("<img src=x");
        html.ShouldNotContain("\u202e");
    }
}
