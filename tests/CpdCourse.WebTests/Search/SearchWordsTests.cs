using AngleSharp.Html.Dom;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Search;

/// <summary>A course with something to find.</summary>
public sealed class FindableSite : IAsyncLifetime
{
    public CourseSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Site.APost("Maria", "Soup", "A good week: مرحبا بالعالم, 東京.", 12);
        await Site.RunJobs();
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public sealed class SearchWordsTests(FindableSite findable) : IClassFixture<FindableSite>
{
    private readonly CourseSite site = findable.Site;

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\" OR *")]
    [InlineData("soup\" OR \"x")]
    [InlineData("NEAR(soup week)")]
    [InlineData("NEAR(")]
    [InlineData("AND")]
    [InlineData("soup AND NOT week")]
    [InlineData("-soup")]
    [InlineData("^soup")]
    [InlineData("Title:soup")]
    [InlineData("{Title Body}: soup")]
    [InlineData("soup*")]
    [InlineData("so'up; DROP TABLE \"Search\"--")]
    [InlineData("((((((((")]
    [InlineData("!:& | soup <-> week")]
    [InlineData("c++ c# .net")]
    [InlineData("🙂🙂")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("東京")]
    [InlineData("%_\\")]
    [InlineData("a\u0000bc")]
    [InlineData("\u202Eabc")]
    public async Task Operators_of_a_query_language_are_words_like_any_other(string words)
    {
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync($"/search?q={Uri.EscapeDataString(words)}");

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        var page = await Forms.Parse(answer);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Search the course");
    }

    [Fact]
    public async Task An_operator_finds_no_more_than_its_words_do()
    {
        using var visitor = site.Visitor();

        Hits(await visitor.Page("/search?q=soup OR zzzz")).ShouldBeEmpty();
        Hits(await visitor.Page("/search?q=مرحبتين")).ShouldBeEmpty();
        Hits(await visitor.Page("/search?q=soup week&kind=posts")).ShouldBe(["Soup"]);
    }

    [Fact]
    public async Task Two_thousand_characters_are_refused_with_the_limit_and_kept_in_the_box()
    {
        using var visitor = site.Visitor();
        var words = new string('a', 2_000);

        var answer = await visitor.GetAsync($"/search?q={words}");

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.QuerySelector("#q-e")!.TextContent.ShouldContain("200 characters");
        ((IHtmlInputElement)page.QuerySelector("#q")!).Value.ShouldBe(words);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("  a !  ")]
    [InlineData("…")]
    public async Task One_letter_is_too_little_and_the_page_says_so(string words)
    {
        using var visitor = site.Visitor();

        var page = await visitor.Page($"/search?q={Uri.EscapeDataString(words)}");

        page.QuerySelector(".notice")!.TextContent.ShouldContain("at least 2 letters");
    }

    [Theory]
    [InlineData("/search?q=soup&kind=nonsense&page=-4")]
    [InlineData("/search?q=soup&kind=posts&page=99999999999")]
    [InlineData("/search?q=soup&kind=posts&page=abc")]
    public async Task Wrong_kinds_and_pages_are_left_aside(string address)
    {
        using var visitor = site.Visitor();

        Hits(await visitor.Page(address)).ShouldContain("Soup");
    }

    private static List<string> Hits(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".hits h3").Select(h => h.TextContent.Trim())];
}
