using AngleSharp.Html.Dom;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Search;

public sealed class SearchTests
{
    [Fact]
    public async Task The_bundled_Things_are_found_and_say_what_they_are()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/search?q=putting the social");

        page.QuerySelector("#in-things")!.TextContent.ShouldBe("Things");
        Hits(page).ShouldContain("Thing 12: Putting the social into social media");
    }

    [Fact]
    public async Task A_Thing_that_is_not_open_yet_is_not_found()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/search?q=what+next&kind=things");

        Hits(page).ShouldNotContain(h => h.StartsWith("Thing 23", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("councils")]
    [InlineData("COUNCIL")]
    [InlineData("cafe")]
    [InlineData("café travelling")]
    [InlineData("\"two councils\"")]
    public async Task A_post_is_found_by_other_forms_of_its_words(string words)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Two councils", "We travelled to the café.", 12);
        await site.RunJobs();
        using var visitor = site.Visitor();

        var page = await visitor.Page($"/search?q={Uri.EscapeDataString(words)}");

        Hits(page).ShouldContain("Two councils");
    }

    [Fact]
    public async Task A_phrase_in_quotation_marks_must_stand_together()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "One", "marzipan before teapots", 12);
        await site.APost("Maria", "Two", "teapots full of marzipan", 12);
        await site.RunJobs();
        using var visitor = site.Visitor();

        Hits(await visitor.Page("/search?q=\"marzipan before\"")).ShouldBe(["One"]);
        Hits(await visitor.Page("/search?q=teapots marzipan")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("coffee")]
    [InlineData("scone")]
    [InlineData("example")]
    [InlineData("mail")]
    [InlineData("case")]
    [InlineData("tea/coffee")]
    [InlineData("jam@example")]
    [InlineData("\"the tea\"")]
    [InlineData("cafe")]
    [InlineData("naïve")]
    public async Task A_word_is_found_and_marked_whatever_stands_beside_it(string words)
    {
        await using var site = new CourseSite();
        await site.APost(
            "Maria",
            "Odd",
            "the tea/coffee, `<b>scone</b>`, jam@example.org, e-mail; snake_case (cafe, naive).",
            12
        );
        await site.RunJobs();
        using var visitor = site.Visitor();

        var page = await visitor.Page($"/search?q={Uri.EscapeDataString(words)}&kind=posts");

        Hits(page).ShouldBe(["Odd"]);
        var excerpt = page.QuerySelector(".hits .excerpt")!;
        excerpt.QuerySelectorAll("mark").Length.ShouldBeGreaterThan(0);
        excerpt.TextContent.ShouldContain("tea/coffee, <b>scone</b>, jam@example.org, e-mail;");
    }

    [Fact]
    public async Task A_snippet_marks_the_words_and_shows_everything_else_as_text()
    {
        await using var site = new CourseSite();
        await site.APost(
            "Maria",
            "Odd",
            "Odd `<script>alert(1)</script>` and \uE000marzipan\uE001 & <b>more</b>",
            12
        );
        await site.RunJobs();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/search?q=marzipan");

        var excerpt = page.QuerySelector(".hits .excerpt")!;
        excerpt.QuerySelectorAll("mark").Select(m => m.TextContent).ShouldBe(["marzipan"]);
        excerpt.QuerySelector("script, b").ShouldBeNull();
        excerpt.TextContent.ShouldContain("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Comments_and_people_are_found_with_their_kind_named()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.AComment(post, "Dilys", "Full of marzipan");
        await site.Change(
            "maria",
            (_, p) => p.Describe(p.Details(words: "I like marzipan", place: "Leeds"))
        );
        await site.RunJobs();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/search?q=marzipan");

        Hits(page).ShouldBe(["Dilys on “Soup”", "Maria"]);
        page.QuerySelector("#in-comments").ShouldNotBeNull();
        page.QuerySelector("#in-people").ShouldNotBeNull();
        page.QuerySelector("a[href='/@maria/soup#c1']").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unlisted_persona_is_not_found()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.Change("maria", (_, p) => p.Describe(p.Details(words: "marzipan")));
        await site.RunJobs();
        await site.Change(
            "maria",
            (_, p) => p.Describe(p.Details(words: "marzipan", listed: false))
        );
        using var visitor = site.Visitor();

        Hits(await visitor.Page("/search?q=marzipan")).ShouldBeEmpty("before the index knows");
        await site.RunJobs();
        Hits(await visitor.Page("/search?q=marzipan")).ShouldBeEmpty("afterwards");
    }

    [Fact]
    public async Task What_is_hidden_is_not_found_by_a_visitor()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var visitor = site.Visitor();

        foreach (var word in Planting.Hidden)
        {
            var page = await visitor.Page($"/search?q={word}");
            page.QuerySelector(".hits").ShouldBeNull(word);
            page.QuerySelector(".empty")!
                .TextContent.ShouldContain("Nothing was found", customMessage: word);
        }
    }

    [Fact]
    public async Task Whoever_is_on_the_course_finds_what_is_for_the_course_and_nothing_else()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var tom = await site.SignedInAs("Tom");

        Hits(await tom.Page($"/search?q={Planting.Course}")).ShouldBe([Planting.Course]);
        Hits(await tom.Page($"/search?q={Planting.UnderCourse}")).Count.ShouldBe(1);
        foreach (var word in Planting.Hidden.Except([Planting.Course, Planting.UnderCourse]))
        {
            Hits(await tom.Page($"/search?q={word}")).ShouldBeEmpty(word);
        }
    }

    [Fact]
    public async Task A_post_that_comes_back_is_found_again()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        await site.RunJobs();
        var gone = await site.Read(db =>
            Task.FromResult(db.Posts.Single(p => p.Title == Planting.Withdrawn).Id)
        );
        await site.Change(gone, p => p.Restore());
        await site.RunJobs();
        using var visitor = site.Visitor();

        Hits(await visitor.Page($"/search?q={Planting.Withdrawn}")).ShouldBe([Planting.Withdrawn]);
    }

    [Fact]
    public async Task An_empty_search_offers_ways_to_look_around_and_is_not_for_robots()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var page = await visitor.Page("/search");

        page.QuerySelector("main a[href='/things']").ShouldNotBeNull();
        page.QuerySelector("form[role=search] input[name=q]").ShouldNotBeNull();
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public async Task One_kind_has_pages()
    {
        await using var site = new CourseSite(("Limits:PageSize", "2"));
        for (var i = 1; i <= 5; i++)
        {
            await site.APost("Maria", $"Marzipan {i}", "marzipan", 12);
        }

        await site.RunJobs();
        using var visitor = site.Visitor();
        var first = await visitor.Page("/search?q=marzipan&kind=posts");
        var second = await visitor.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var third = await visitor.Page(second.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Hits(first)
            .Concat(Hits(second))
            .Concat(Hits(third))
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(5);
        third.QuerySelector("a[rel=next]").ShouldBeNull();
        third.QuerySelector("a[rel=prev]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_search_asks_once_for_each_kind_and_once_for_the_snippets()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.RunJobs();
        using var visitor = site.Visitor();
        await visitor.GetAsync("/search?q=soup");

        var all = await SqlCommands.During(site, () => visitor.GetAsync("/search?q=soup"));
        var one = await SqlCommands.During(
            site,
            () => visitor.GetAsync("/search?q=soup&kind=posts")
        );

        all.Count.ShouldBe(5);
        one.Count.ShouldBe(2);
    }

    private static List<string> Hits(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".hits h3").Select(h => h.TextContent.Trim())];
}
