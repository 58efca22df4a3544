using System.Net;
using CpdCourse.Data.Accounts;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.People;

public sealed class PersonaPageTests
{
    [Fact]
    public async Task A_persona_page_is_a_card_with_words_strip_and_posts()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Text", 12);
        await site.Change(
            "maria",
            (_, p) =>
                p.Describe(
                    p.Details(
                        words: "I cook.\nOften.\n\n<script>alert(1)</script>",
                        place: "Leeds",
                        sector: "Kitchen"
                    )
                )
        );
        using var visitor = site.Visitor();

        var page = await visitor.Page("/@maria");

        page.QuerySelector("h1.p-name")!.TextContent.ShouldBe("Maria");
        page.QuerySelector(".h-card a.u-url.u-uid")!
            .GetAttribute("href")
            .ShouldBe("http://localhost:5023/@maria");
        page.QuerySelectorAll(".p-note p")
            .Select(p => p.TextContent)
            .ShouldBe(["I cook.Often.", "<script>alert(1)</script>"]);
        page.QuerySelector(".p-locality")!.TextContent.ShouldBe("Leeds");
        page.QuerySelector(".sq-done")!.TextContent.ShouldContain("12");
        page.QuerySelector(".post-item h3")!.TextContent.ShouldBe("Soup");
        page.QuerySelector("link[rel=alternate][href='/@maria/feed']").ShouldNotBeNull();
        page.QuerySelector("link[rel=alternate][href='/@maria/feed.rss']").ShouldNotBeNull();
        page.QuerySelector("main a[href='/write']").ShouldBeNull();
    }

    [Fact]
    public async Task A_persona_that_has_not_written_says_so_and_may_keep_its_strip_to_itself()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.Change("maria", (_, p) => p.Describe(p.Details(strip: false)));
        using var visitor = site.Visitor();

        var page = await visitor.Page("/@maria");

        page.QuerySelector(".empty")!.TextContent.ShouldContain("Maria has not written yet");
        page.QuerySelector(".strip").ShouldBeNull();
    }

    [Fact]
    public async Task Hidden_posts_are_absent_for_others_and_marked_for_oneself()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var visitor = site.Visitor();
        using var tom = await site.SignedInAs("Tom");
        using var maria = await site.SignedInAs("Maria");

        Titles(await visitor.Page("/@maria")).ShouldBe(["Soup"]);
        Titles(await tom.Page("/@maria")).ShouldBe([Planting.Course, "Soup"], ignoreOrder: true);
        var own = await maria.Page("/@maria");
        Titles(own).ShouldBe([Planting.Course, Planting.Me, "Soup"], ignoreOrder: true);
        own.QuerySelector("main")!.TextContent.ShouldContain("Only you");
        own.QuerySelector("main a[href='/write']").ShouldNotBeNull();
        own.QuerySelector("main a[href='/me/profile']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Posts_go_by_the_day_they_were_written_and_have_pages()
    {
        await using var site = new CourseSite(("Limits:PageSize", "2"));
        foreach (var title in new[] { "First", "Second", "Third" })
        {
            await site.APost("Maria", title, "Text", 12);
            site.Clock.Advance(TimeSpan.FromDays(1));
        }

        await site.AnExternalPost("maria", "https://blog.example/a", "Older, noticed later");
        using var visitor = site.Visitor();
        var first = await visitor.Page("/@maria");
        var second = await visitor.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Titles(first).ShouldBe(["Third", "Second"]);
        Titles(second).ShouldBe(["First", "From my own blog"]);
    }

    [Theory]
    [InlineData("", "/@marisol")]
    [InlineData("/feed", "/@marisol/feed")]
    [InlineData("/soup", "/@marisol/soup")]
    [InlineData("/soup/feed.rss?x=1", "/@marisol/soup/feed.rss?x=1")]
    [InlineData("/%D8%B3/feed", "/@marisol/%D8%B3/feed")]
    public async Task A_former_handle_leads_on_with_all_that_is_below_it(
        string below,
        string expected
    )
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        await site.Change(
            "maria",
            (db, p) =>
            {
                p.Rename("marisol");
                db.FormerHandles.Add(new FormerHandle { Handle = "maria", Persona = p.Id });
            }
        );
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync($"/@maria{below}");

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
    }

    [Fact]
    public async Task A_persona_that_was_given_up_is_gone_and_an_unknown_one_never_was()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Text", 12);
        await site.Change(
            "maria",
            (db, p) => db.Entry(p).Property(x => x.RetiredAt).CurrentValue = TestClock.Start
        );
        using var visitor = site.Visitor();

        (await visitor.GetAsync("/@maria")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await visitor.GetAsync("/@maria/feed")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/@nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/@")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_persona_of_the_same_account_shows_no_tie_to_a_reader()
    {
        await using var site = new CourseSite();
        await site.APerson("Maria");
        using var visitor = site.Visitor();

        var html = await visitor.GetStringAsync("/@maria");

        var account = await site.Read(db => Task.FromResult(db.Users.Single()));
        html.ShouldNotContain(account.Id.ToString(), Case.Insensitive);
        html.ShouldNotContain(account.Email!, Case.Insensitive);
    }

    private static List<string> Titles(AngleSharp.Html.Dom.IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".post-item h3").Select(h => h.TextContent)];
}
