namespace CpdCourse.Data.Search;

/// <summary>A piece of plain text in which the words that were looked for are known.</summary>
/// <param name="Parts">In order; to be encoded like any text.</param>
public sealed record Snippet(IReadOnlyList<SnippetPart> Parts)
{
    /// <summary>Characters for private use that no indexed text holds: the databases put them around a match.</summary>
    internal const char Open = '\uE000';

    internal const char Close = '\uE001';

    /// <summary>Takes a database's text apart at the markers.</summary>
    internal static Snippet Read(string marked)
    {
        var parts = new List<SnippetPart>();
        var pieces = marked.Split(Open);
        Add(parts, pieces[0], isMatch: false);
        foreach (var piece in pieces.Skip(1))
        {
            var end = piece.IndexOf(Close, StringComparison.Ordinal);
            Add(parts, end < 0 ? "" : piece[..end], isMatch: true);
            Add(parts, piece[(end + 1)..], isMatch: false);
        }

        return new Snippet(parts);
    }

    /// <summary>The text without the markers, should somebody have typed one.</summary>
    internal static string WithoutMarkers(string text) =>
        text.Replace(Open, ' ').Replace(Close, ' ');

    private static void Add(List<SnippetPart> parts, string text, bool isMatch)
    {
        if (text.Length > 0)
        {
            parts.Add(new SnippetPart(text, isMatch));
        }
    }
}

/// <summary>Text that was looked for, or text around it.</summary>
public sealed record SnippetPart(string Text, bool IsMatch);
