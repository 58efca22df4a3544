using System.Net;
using CpdCourse.Data.Accounts;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.People;

public sealed class PeopleTests
{
    [Fact]
    public async Task The_directory_lists_people_by_name_with_what_they_say_of_themselves()
    {
        await using var site = new CourseSite();
        await site.APost("Tom", "One", "Text", 12);
        await site.APerson("Amara");
        await site.Change(
            "tom",
            (_, p) => p.Describe(p.Details(place: "Halifax", sector: "School library"))
        );
        using var visitor = site.Visitor();

        var page = await visitor.Page("/people");

        page.QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldBe(["Amara", "Tom"]);
        var tom = page.QuerySelectorAll(".posts > li")[1].TextContent;
        tom.ShouldContain("Halifax");
        tom.ShouldContain("School library");
        tom.ShouldContain("1 response");
        tom.ShouldContain("joined 8 April");
        page.QuerySelector(".posts > li")!.TextContent.ShouldContain("No responses yet");
    }

    [Fact]
    public async Task Who_does_not_want_to_be_listed_is_not()
    {
        await using var site = new CourseSite();
        await site.APerson("Amara");
        await site.APerson("Tom");
        await site.Change("amara", (_, p) => p.Describe(p.Details(listed: false)));
        await site.Change(
            "tom",
            (db, p) => db.Entry(p).Property(x => x.RetiredAt).CurrentValue = TestClock.Start
        );
        using var visitor = site.Visitor();

        var page = await visitor.Page("/people");

        page.QuerySelectorAll("main h2").ShouldBeEmpty();
        page.QuerySelector(".empty")!.TextContent.ShouldContain("Nobody is listed yet");
    }

    [Fact]
    public async Task Hidden_posts_are_not_counted()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var visitor = site.Visitor();
        using var tom = await site.SignedInAs("Tom");

        (await visitor.Page("/people"))
            .QuerySelector(".facts")!
            .TextContent.ShouldContain("1 response");
        (await tom.Page("/people"))
            .QuerySelector(".facts")!
            .TextContent.ShouldContain("2 responses");
    }

    [Fact]
    public async Task The_directory_has_pages_and_each_person_stands_on_one()
    {
        await using var site = new CourseSite(("Limits:PageSize", "2"));
        string[] names = ["Amara", "Élise", "tom", "Tom", "Zoë", "O'Neil & Söhne"];
        for (var i = 0; i < names.Length; i++)
        {
            await site.APerson($"P{i}x");
            await site.Change($"p{i}x", (_, p) => p.Describe(p.Details(name: names[i])));
        }

        using var visitor = site.Visitor();
        var seen = new List<string>();
        string? address = "/people";
        while (address is not null)
        {
            var page = await visitor.Page(address);
            seen.AddRange(page.QuerySelectorAll("main h2").Select(h => h.TextContent));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("halifax", "Tom")]
    [InlineData("OM", "Tom")]
    [InlineData("élise", "")]
    [InlineData("Élise", "Élise")]
    [InlineData("100%", "")]
    [InlineData("_", "")]
    [InlineData("'", "")]
    [InlineData("a\u0000", "Amara,Tom")]
    public async Task People_are_found_by_letters_of_name_field_or_place(
        string find,
        string expected
    )
    {
        await using var site = new CourseSite();
        await site.APerson("Amara");
        await site.APerson("Tom");
        await site.APerson("Elise");
        await site.Change("tom", (_, p) => p.Describe(p.Details(place: "Halifax")));
        await site.Change("elise", (_, p) => p.Describe(p.Details(name: "Élise")));
        using var visitor = site.Visitor();

        var page = await visitor.Page($"/people?find={Uri.EscapeDataString(find)}");

        string.Join(',', page.QuerySelectorAll("main h2").Select(h => h.TextContent))
            .ShouldBe(expected);
    }

    [Theory]
    [InlineData("/people?after=zzz%7Czzz")]
    [InlineData("/people?after=%00%7C")]
    [InlineData("/people?after=nonsense")]
    [InlineData("/people?find=nobody-like-this")]
    public async Task Odd_addresses_of_the_directory_answer(string address)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Too_long_a_search_for_people_names_the_limit()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var answer = await visitor.GetAsync($"/people?find={new string('a', 500)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Forms.Parse(answer))
            .QuerySelector("#find-e")!
            .TextContent.ShouldContain("100 characters");
    }

    [Fact]
    public async Task The_directory_is_one_question_and_a_persona_three()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Text", 12);
        using var visitor = site.Visitor();
        await visitor.GetAsync("/people");

        (await SqlCommands.During(site, () => visitor.GetAsync("/people"))).Count.ShouldBe(1);
        (await SqlCommands.During(site, () => visitor.GetAsync("/@maria"))).Count.ShouldBe(3);
    }

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
