using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>Brings single words of a feed, whatever its format, into the form they are kept in.</summary>
internal static class FeedWords
{
    /// <summary>What a feed calls an entry, letter by letter; null when it does not, or when it takes longer than an address may.</summary>
    public static string? Id(string? said) =>
        said?.Trim() is { Length: > 0 and <= WebAddress.MaxLength } id ? id : null;

    /// <summary>A language tag as it is written today (BCP 47, 2.1); null when it is none.</summary>
    public static string? Language(string? said)
    {
        var tag = said?.Trim().Replace('_', '-');
        return
            tag is { Length: >= 2 and <= 35 }
            && char.IsAsciiLetter(tag[0])
            && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? tag
            : null;
    }

    /// <summary>Tags, each once.</summary>
    public static IReadOnlyList<string> Tags(IEnumerable<string> said) =>
        [
            .. said.Select(tag => PlainText.Cut(tag, FeedReader.MaxTag))
                .Where(tag => tag.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(FeedReader.MaxTags),
        ];

    /// <summary>A name without the e-mail address that RSS puts beside it: "maria@example.org (Maria)" and "Maria &lt;maria@example.org&gt;" are Maria, an address alone is nobody.</summary>
    public static string? Name(string? line)
    {
        var words = (line ?? "")
            .Split(['(', ')', '<', '>'], StringSplitOptions.TrimEntries)
            .Where(part => part.Length > 0 && !IsMail(part));
        var name = string.Join(' ', words);
        return name.Length > 0 ? PlainText.Cut(name, FeedReader.MaxName) : null;
    }

    private static bool IsMail(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) > 0
        && !text.Contains(' ', StringComparison.Ordinal);
}
