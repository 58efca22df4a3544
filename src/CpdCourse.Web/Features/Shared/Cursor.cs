using System.Globalization;

namespace CpdCourse.Web.Features.Shared;

/// <summary>A page of a list and where the next one begins.</summary>
internal sealed record PageOf<T>(IReadOnlyList<T> Rows, string? Older)
{
    /// <summary>For one that many readers share: what is made of it is the same for all of them. Null for one's own.</summary>
    public string? Name { get; private init; }

    public PageOf<T> Named() => this with { Name = Guid.NewGuid().ToString("N") };
}

/// <summary>The last row of a page: when it arrived and its number, such as <c>20261121140203123-812</c>.</summary>
internal static class Cursor
{
    private const string Format = "yyyyMMddHHmmssfffffff";

    /// <summary>The page, of rows of which one more was asked for than it holds: that one tells that there are more.</summary>
    public static PageOf<T> Cut<T>(
        IReadOnlyList<T> rows,
        int size,
        Func<T, (DateTimeOffset At, int Number)> place
    )
    {
        if (rows.Count <= size)
        {
            return new PageOf<T>(rows, null);
        }

        var (at, number) = place(rows[size - 1]);
        return new PageOf<T>([.. rows.Take(size)], Write(at, number));
    }

    public static string Write(DateTimeOffset at, int number) =>
        $"{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}-{number.ToString(CultureInfo.InvariantCulture)}";

    public static (DateTimeOffset At, int Number)? Read(string? cursor)
    {
        var dash = cursor?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return
            dash > 0
            && DateTime.TryParseExact(
                cursor![..dash],
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
            && int.TryParse(
                cursor[(dash + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? (new DateTimeOffset(at), number)
            : null;
    }
}
