using System.Text;
using CpdCourse.Linking.Feeds;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Tables;

/// <summary>Why a list of blogs could not be taken.</summary>
public enum BlogListProblem
{
    /// <summary>It could be.</summary>
    None,

    /// <summary>It is a file of another kind.</summary>
    NotText,

    /// <summary>It breaks off.</summary>
    Broken,

    /// <summary>It has more lines than are read.</summary>
    TooMany,
}

/// <summary>A list of blogs as an organiser brings it.</summary>
/// <param name="Problem">Why there are no lines.</param>
/// <param name="Lines">In order, no two the same; empty when there is a problem.</param>
public sealed record BlogListing(BlogListProblem Problem, IReadOnlyList<BlogListLine> Lines);

/// <summary>One line of it.</summary>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="Who">What stands there for the person; may be empty.</param>
/// <param name="Title">What the list calls the blog; may be empty.</param>
/// <param name="Address">What stands there for the blog, unread; may be empty.</param>
public sealed record BlogListLine(int Number, string Who, string Title, string Address);

/// <summary>Reads a list of blogs: OPML, or a table with a person and the address of a blog in each row.</summary>
public static class BlogListReader
{
    /// <summary>Bytes that a list can have.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Lines that it can have.</summary>
    public const int MaxLines = 2_000;

    private static readonly string[] People =
    [
        "who",
        "handle",
        "person",
        "participant",
        "mail",
        "e-mail",
        "email",
    ];

    private static readonly string[] Blogs =
    [
        "blog",
        "blog address",
        "address",
        "url",
        "blog url",
        "website",
        "web site",
        "site",
        "feed",
    ];

    /// <summary>The list, or why it is none.</summary>
    public static BlogListing Read(ReadOnlySpan<byte> body)
    {
        var text = Decode(body);
        return text.Contains('\0', StringComparison.Ordinal) ? None(BlogListProblem.NotText)
            : text.TrimStart() is ['<', ..] ? Opml(body)
            : Table(text);
    }

    // Windows-1252 that happens to be UTF-8 does not exist, apart from plain ASCII, which is both.
    private static string Decode(ReadOnlySpan<byte> body)
    {
        var (marked, skip) = PageBytes.Marked(body);
        var rest = body[skip..];
        var encoding = marked ?? (Charsets.IsUtf8(rest) ? Encoding.UTF8 : Charsets.Windows1252);
        return encoding.GetString(rest);
    }

    private static BlogListing Opml(ReadOnlySpan<byte> body) =>
        OpmlReader.Read(body) switch
        {
            null or { IsWhole: false, Blogs.Count: < OpmlReader.MaxBlogs } => None(
                BlogListProblem.Broken
            ),
            var list => Listed(
                list.Blogs.Select(
                    (b, n) => new BlogListLine(n + 1, "", b.Title, (b.Feed ?? b.Page)!.AbsoluteUri)
                )
            ),
        };

    private static BlogListing Table(string text)
    {
        // One more for the header, and one to see that there are more.
        if (CsvReader.Read(text, MaxLines + 2) is not { } rows)
        {
            return None(BlogListProblem.Broken);
        }

        var (who, blog) = (0, 1);
        var header = rows.Count > 0 && !rows[0].Cells.Any(IsAddress) ? rows[0] : null;
        if (header is not null)
        {
            var names = header.Cells.Select(c => c.ToLowerInvariant()).ToList();
            who = Named(names, People, 0);
            blog = Named(names, Blogs, 1);
        }

        return Listed(rows.Skip(header is null ? 0 : 1).Select(r => Line(r, who, blog)));
    }

    // A column of addresses alone names nobody, and some put the blog first.
    private static BlogListLine Line(CsvRow row, int who, int blog)
    {
        var (person, address) = (who == blog ? "" : row.Cell(who), row.Cell(blog));
        if (!IsAddress(address) && IsAddress(person))
        {
            (person, address) = (address, person);
        }

        return new BlogListLine(row.Number, person, "", address);
    }

    // In the order of preference: a list of ours names both the blog and its feed.
    private static int Named(List<string> names, string[] known, int otherwise) =>
        known.Select(k => names.IndexOf(k)).FirstOrDefault(at => at >= 0, otherwise);

    private static bool IsAddress(string cell) =>
        !PastedText.IsMail(cell)
        && cell.Contains('.', StringComparison.Ordinal)
        && BlogAddress.Read(cell).IsAddress;

    private static BlogListing Listed(IEnumerable<BlogListLine> lines)
    {
        var all = lines.Take(MaxLines + 1).ToList();
        return all.Count > MaxLines
            ? None(BlogListProblem.TooMany)
            : new BlogListing(BlogListProblem.None, [.. all.DistinctBy(l => (l.Who, l.Address))]);
    }

    private static BlogListing None(BlogListProblem problem) => new(problem, []);
}
