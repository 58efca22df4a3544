namespace CpdCourse.UnitTests.House;

/// <summary>Reads the tables of a page of docs/reference: the rows whose first cell is `code`.</summary>
internal static class Tables
{
    public static IReadOnlyList<string[]> In(string page) =>
        [
            .. Sources
                .Read(page)
                .Split('\n')
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Trim().Trim('|').Split(" | ").Select(Cell).ToArray()),
        ];

    private static string Cell(string text) => text.Trim().Trim('`');
}
