using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>A list of blogs, from the empty form to the page that says how each line ended.</summary>
public sealed class ImportPageTests(Stage stage)
{
    [Fact]
    public async Task Importing_a_list_of_blogs_and_reading_how_each_line_ended()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "wen"));
        var page = visit.Page;

        await visit.Go("/studio/blogs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import a list" }).ClickAsync();
        await EmptyForm.Send(visit, "Import");
        await Examination.Of(visit, "import, empty", "Import blogs");
        await page.GetByLabel("The list")
            .FillAsync(
                "marisol,not an address\nmarisol,https://blog.invalid\nnobody@example.org,http://10.0.0.1"
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await page.WaitForURLAsync(site.Address + "studio/blogs/import/*");

        await Examination.Of(visit, "import, lines", "An import of blogs");
    }
}
