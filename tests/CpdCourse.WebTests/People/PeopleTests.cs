using System.Net;
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
    public async Task The_directory_is_one_question_and_a_persona_five()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Text", 12);
        using var visitor = site.Visitor();
        await visitor.GetAsync("/things");

        (await SqlCommands.During(site, () => visitor.GetAsync("/people"))).Count.ShouldBe(1);
        (await SqlCommands.During(site, () => visitor.GetAsync("/@maria"))).Count.ShouldBe(5);
    }
}
