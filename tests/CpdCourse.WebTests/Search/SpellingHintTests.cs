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
    public async Task Words_of_hidden_posts_are_no_hint()
    {
        await using var site = new CourseSite();
        await site.ADraft("Maria", new Draft { Title = "Marzipan", Text = "Words" });

        var page = await site.Visitor().Page("/search?q=marzipna");

        page.QuerySelector(".empty")!.TextContent.ShouldContain("Nothing was found");
        page.QuerySelector(".empty")!.TextContent.ShouldNotContain("mean");
    }
}
