using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Things;

/// <summary>A list is put together once for all who are signed in, and once for all who are not.</summary>
public sealed class SharedListTests
{
    [Theory]
    [InlineData("/responses")]
    [InlineData("/things/12/responses")]
    [InlineData("/things/12")]
    [InlineData("/")]
    public async Task The_second_reader_gets_the_same_list_and_no_post_is_asked_for(string path)
    {
        await using var site = new CourseSite();
        await site.APost("Ola", "Soup", "A good week.", 12);
        await site.APost("Ola", "Tea", "Another.", 12);
        using var maria = await site.SignedInAs("Maria");
        using var tom = await site.SignedInAs("Tom");
        var first = await maria.Page(path);

        var second = "";
        var asked = await SqlCommands.During(
            site,
            async () => second = (await tom.Page(path)).QuerySelector(".posts")!.InnerHtml
        );

        second.ShouldContain("A good week.");
        second.ShouldBe(first.QuerySelector(".posts")!.InnerHtml);
        asked.ShouldAllBe(sql => !sql.Contains("\"ArrivedAt\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_for_people_on_the_course_stays_with_those_who_are_signed_in()
    {
        await using var site = new CourseSite();
        await site.Published("Ola", Planting.Typed("Soup", Audience.Course));
        using var maria = await site.SignedInAs("Maria");
        (await maria.Page("/responses")).Body!.TextContent.ShouldContain("Soup");

        (await site.Visitor().Page("/responses")).Body!.TextContent.ShouldNotContain("Soup");
        (await maria.Page("/responses")).Body!.TextContent.ShouldContain("Soup");
    }

    [Fact]
    public async Task What_is_new_stands_there_at_once()
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Ola", "Soup", "A good week.", 12);
        using var maria = await site.SignedInAs("Maria");
        await maria.Page("/responses");

        await site.AComment(soup, "Dilys", "Which soup?");
        await site.APost("Ola", "Tea", "Another.", 12);

        var list = await maria.Page("/responses");
        list.QuerySelectorAll(".posts h3").Select(h => h.TextContent).ShouldBe(["Tea", "Soup"]);
        list.QuerySelector(".posts li:last-child .facts")!.TextContent.ShouldContain("1 comment");
    }

    [Fact]
    public async Task The_icons_of_a_kept_list_are_drawn_on_every_page()
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");
        await site.AnExternalPost("maria", "https://ola.example/soup", "A good week.");
        await maria.Page("/responses");

        var again = await maria.Page("/responses");

        again.QuerySelectorAll(".posts use[href='#i-globe']").Length.ShouldBe(1);
        again.QuerySelectorAll("symbol#i-globe").Length.ShouldBe(1);
    }
}
