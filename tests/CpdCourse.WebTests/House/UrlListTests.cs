using CpdCourse.Testing;

namespace CpdCourse.WebTests.House;

public sealed class UrlListTests
{
    private const string Page = "urls.md";

    [Fact]
    public async Task Every_address_is_in_the_reference_and_every_one_listed_is_there()
    {
        await using var site = new CourseSite();
        var there = (await Endpoints.Of(site)).Select(a => a.ToString()).ToList();
        var listed = Reference
            .Lines(Page)
            .Where(line =>
                line.StartsWith("| GET ", StringComparison.Ordinal)
                || line.StartsWith("| POST ", StringComparison.Ordinal)
            )
            .Select(line => line.Split('|')[1].Trim())
            .ToList();

        there
            .Except(listed, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty($"docs/reference/{Page} lacks these.");
        listed
            .Except(there, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty($"docs/reference/{Page} lists what the site does not answer.");
        listed.ShouldBeUnique();
    }
}
