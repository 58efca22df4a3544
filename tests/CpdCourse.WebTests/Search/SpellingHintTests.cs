using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Search;

public sealed class SpellingHintTests
{
    [Theory]
    [InlineData("marzipna", "marzipan")]
    [InlineData("soup marzpan", "soup marzipan")]
    [InlineData("\"MARZIPPAN\"", "marzipan")]
    public async Task A_misspelt_word_is_put_right(string typed, string meant)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Marzipan soup", "Sweet.", 12);
        await site.RunJobs();
        var visitor = site.Visitor();

        var page = await visitor.Page($"/search?q={Uri.EscapeDataString(typed)}");
        var hint = page.QuerySelector(".empty a")!;

        hint.TextContent.ShouldBe(meant);
        var found = await visitor.Page(hint.GetAttribute("href")!);
        found.QuerySelector(".hits h3")!.TextContent.ShouldContain("Marzipan soup");
    }

    [Fact]
    public async Task Titles_and_names_are_read_once_until_something_is_saved()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Marzipan soup", "Sweet.", 12);
        await site.RunJobs();
        var visitor = site.Visitor();

        var first = await SqlCommands.During(site, () => Hint(visitor, "marzipna"));
        var again = await SqlCommands.During(site, () => Hint(visitor, "marzipanne"));

        (first.Count(IsOfTitles), again.Count(IsOfTitles)).ShouldBe((1, 0));
        await site.APost("Tom", "Nougat bread", "Sweet.", 12);
        (await Hint(visitor, "nouagt")).ShouldBe("nougat");
    }

    [Fact]
    public async Task What_is_kept_for_people_on_the_course_is_no_hint_for_a_visitor()
    {
        await using var site = new CourseSite();
        await site.Published("Maria", Planting.Typed("Marzipan", Audience.Course));
        using var tom = await site.SignedInAs("Tom");

        (await Hint(tom, "marzipna")).ShouldBe("marzipan");
        (await Hint(site.Visitor(), "marzipna")).ShouldBeNull();
    }

    [Fact]
    public async Task Words_of_hidden_posts_are_no_hint()
    {
        await using var site = new CourseSite();
        await site.ADraft("Maria", new Draft { Title = "Marzipan", Text = "Words" });

        var page = await site.Visitor().Page("/search?q=marzipna");

        page.QuerySelector(".empty")!.TextContent.ShouldContain("Nothing was found");
        page.QuerySelector(".empty")!.TextContent.ShouldNotContain("mean");
    }

    private static async Task<string?> Hint(HttpClient reader, string typed) =>
        (await reader.Page($"/search?q={typed}"))
            .QuerySelector(".empty a[href^='/search']")
            ?.TextContent;

    private static bool IsOfTitles(string sql) =>
        sql.Replace("\"", "", StringComparison.Ordinal)
            .StartsWith("SELECT p.Title\nFROM Posts", StringComparison.Ordinal);
}
