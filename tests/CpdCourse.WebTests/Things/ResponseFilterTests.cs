using AngleSharp.Html.Dom;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Things;

public sealed class ResponseFilterTests
{
    [Theory]
    [InlineData("", "Own Soup Tea")]
    [InlineData("?thing=12", "Soup")]
    [InlineData("?category=gardens", "Own")]
    [InlineData("?category=Gardens&thing=", "Own")]
    [InlineData("?run=spring-run", "Soup Tea")]
    [InlineData("?thing=3&category=gardens", "")]
    public async Task A_list_holds_what_was_asked_for(string query, string titles)
    {
        await using var site = await ThreePosts();

        var page = await site.Visitor().Page($"/responses{query}");

        Titles(page).ShouldBe(titles.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        page.Body!.TextContent.ShouldNotContain("names nothing here");
    }

    [Theory]
    [InlineData("?filter=loudest")]
    [InlineData("?thing=99")]
    [InlineData("?thing=twelve")]
    [InlineData("?thing=13")]
    [InlineData("?category=diaries")]
    [InlineData("?run=never")]
    public async Task What_names_nothing_is_left_aside_and_said_so(string query)
    {
        await using var site = await ThreePosts();
        await site.ADraft("Ola", new Draft { Title = "Mine", Categories = ["Diaries"] });

        var page = await site.Visitor().Page($"/responses{query}");

        Titles(page).ShouldBe(["Own", "Soup", "Tea"]);
        page.Body!.TextContent.ShouldContain("names nothing here");
    }

    [Fact]
    public async Task A_filter_keeps_what_else_was_chosen_and_so_does_the_form()
    {
        await using var site = await ThreePosts();
        var visitor = site.Visitor();

        var page = await visitor.Page("/responses?thing=12&filter=no-comments");
        page.QuerySelectorAll(".filters a")
            .Select(a => a.GetAttribute("href")!)
            .ShouldContain("/responses?thing=12&filter=talked-about");
        var sent = await visitor.Send(page, "form.filter-form", new { category = "gardens" });
        page = await Forms.Parse(sent);

        page.QuerySelector("#thing option[selected]")!.GetAttribute("value").ShouldBe("12");
        page.QuerySelector("#category option[selected]")!.TextContent.ShouldBe("Gardens");
        page.QuerySelector(".filters [aria-current]")!.TextContent.ShouldStartWith("No comments");
        page.Body!.TextContent.ShouldContain("Quiet so far");
    }

    private static async Task<CourseSite> ThreePosts()
    {
        var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words", 12);
        await site.APost("Tom", "Tea", "Words", 3);
        var ola = await site.SignedInAs("Ola");
        var page = await ola.Page("/write");
        var own = new
        {
            Input__Title = "Own",
            Input__Text = "Words",
            Input__Categories = "Gardens",
        };
        await ola.Send(page, "#post", own, "publish");
        return site;
    }

    private static string[] Titles(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".posts h3").Select(h => h.TextContent.Trim()).Order()];
}
