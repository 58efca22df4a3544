using System.Globalization;
using System.Text;

namespace CpdCourse.Markup;

/// <summary>The classes our style sheet knows inside a text.</summary>
internal static class Marks
{
    public const string Mention = "mention";
    public const string Table = "table-scroll";
    public const string Footnotes = "footnotes";
    public const string FootnoteReference = "footnote-ref";
    public const string FootnoteBack = "footnote-back";
}

/// <summary>
/// Ids inside a text: <c>q1</c> and <c>t7-q2</c> for questions, <c>h-…</c> for other headings, <c>fn-…</c> for
/// footnotes. None of them is ever an id of a page (main, comments, c31, reply), whatever a writer types.
/// </summary>
internal static class Anchors
{
    private const int LongestSlug = 60;
    private const string Footnote = "fn-";
    private const string FootnoteReference = "fn-ref-";

    /// <summary>Whether a heading may have the id.</summary>
    public static bool IsHeading(string id) => TryQuestion(id, out _, out _) || IsPlain(id);

    /// <summary>Whether the id is of a footnote: <c>fn-1</c>.</summary>
    public static bool IsFootnote(string id) => IsNumbered(id, Footnote);

    /// <summary>Whether the id is of a place that refers to a footnote: <c>fn-ref-1</c>.</summary>
    public static bool IsFootnoteReference(string id) => IsNumbered(id, FootnoteReference);

    /// <summary>Reads <c>q1</c>…<c>q999</c> (no Thing said) and <c>t7-q2</c>, without leading zeros.</summary>
    public static bool TryQuestion(string id, out int? thing, out int question)
    {
        thing = null;
        question = 0;
        var rest = id;
        if (id.StartsWith('t') && id.IndexOf('-', StringComparison.Ordinal) is > 1 and var dash)
        {
            if (!TryNumber(id.AsSpan(1, dash - 1), 3, out var number))
            {
                return false;
            }

            thing = number;
            rest = id[(dash + 1)..];
        }

        return rest.StartsWith('q') && TryNumber(rest.AsSpan(1), 3, out question);
    }

    /// <summary>A positive number without sign or leading zero and of few digits.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, int mostDigits, out int number)
    {
        number = 0;
        var isPlain = text.Length > 0 && text.Length <= mostDigits && text[0] != '0';
        foreach (var c in text)
        {
            isPlain = isPlain && char.IsAsciiDigit(c);
        }

        return isPlain
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The id of a heading without one: <c>h-</c> and its words.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder("h-");
        foreach (var rune in text.Normalize().EnumerateRunes())
        {
            if (slug.Length >= LongestSlug)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString().TrimEnd('-');
        return trimmed.Length > 1 ? trimmed : "h-section";
    }

    private static bool IsPlain(string id)
    {
        if (
            id.Length is < 3 or > LongestSlug + 20
            || !id.StartsWith("h-", StringComparison.Ordinal)
        )
        {
            return false;
        }

        foreach (var rune in id.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumbered(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.Ordinal)
        && TryNumber(id.AsSpan(prefix.Length), 5, out _);
}
