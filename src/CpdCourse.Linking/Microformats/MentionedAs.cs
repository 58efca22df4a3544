using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Microformats;

/// <summary>What a page does with the page that it links to.</summary>
public enum MentionKind
{
    /// <summary>It only links to it.</summary>
    Mention,

    /// <summary>It answers it.</summary>
    Reply,

    /// <summary>It likes it.</summary>
    Like,

    /// <summary>It passes it on.</summary>
    Repost,

    /// <summary>It keeps it for later.</summary>
    Bookmark,
}

/// <summary>How a stranger's page speaks of ours, by its microformats (protocols 2 "Consume"). Everything is plain text.</summary>
/// <param name="Kind">What it does with our page.</param>
/// <param name="Name">Its title; empty when it has none but its own words.</param>
/// <param name="Text">A summary in its own words, the whole of a short text, or the place around the link; empty when there are no words.</param>
/// <param name="PublishedAt">When it says it was published; null when it does not say or cannot be read.</param>
/// <param name="Authorship">Who wrote it.</param>
public sealed record MentionedAs(
    MentionKind Kind,
    string Name,
    string Text,
    DateTimeOffset? PublishedAt,
    Authorship Authorship
)
{
    /// <summary>The text is a summary in its own words.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Of a reply, the addresses of ours that it answers, as it spells them; of all else none.</summary>
    public IReadOnlyList<Uri> Answered { get; init; } = [];

    /// <summary>Up to this many characters a text is given whole.</summary>
    public const int WholeLength = 1000;

    /// <summary>The longest piece of a text that is not given whole and has no link in it.</summary>
    public const int ExcerptLength = 250;

    private static readonly (string Property, MentionKind Kind)[] Kinds =
    [
        ("in-reply-to", MentionKind.Reply),
        ("like-of", MentionKind.Like),
        ("repost-of", MentionKind.Repost),
        ("bookmark-of", MentionKind.Bookmark),
    ];

    /// <summary>Reads how the page at <paramref name="source"/> speaks of the one that <paramref name="isTarget"/> knows; null when it holds no h-entry.</summary>
    public static MentionedAs? Read(MicroformatsPage page, Uri source, Func<Uri, bool> isTarget)
    {
        var entries = page.All().Where(i => i.Is("h-entry")).ToList();
        var entry =
            entries.Find(e => e.Values("url").Any(u => Addresses.Name(u, source)))
            ?? entries.FirstOrDefault();
        if (entry is null)
        {
            return null;
        }

        var content = PlainText.Clean(entry.First("content")?.Text);
        var summary = PlainText.Clean(entry.First("summary")?.Text);
        return new MentionedAs(
            KindOf(entry, isTarget),
            NameOf(entry, content),
            summary.Length > 0
                ? PlainText.Cut(summary, WholeLength)
                : TextOf(entry, content, source, isTarget),
            Moments.Read(entry.First("published")?.Text),
            Authorship.Of(page, entry, source)
        )
        {
            IsSummary = summary.Length > 0,
            Answered = [.. Named(entry, "in-reply-to", isTarget)],
        };
    }

    private static MentionKind KindOf(Microformat entry, Func<Uri, bool> isTarget) =>
        Kinds
            .Where(k => Named(entry, k.Property, isTarget).Any())
            .Select(k => k.Kind)
            .FirstOrDefault(MentionKind.Mention);

    private static IEnumerable<Uri> Named(
        Microformat entry,
        string property,
        Func<Uri, bool> isTarget
    ) => entry.Values(property).SelectMany(Addresses.Of).Where(isTarget);

    // A note has no title: what its markup gives for one is the beginning of the note.
    private static string NameOf(Microformat entry, string content)
    {
        var name = PlainText.Clean(entry.First("name")?.Text);
        var isTitle =
            content.Length == 0
            || !content.StartsWith(name.TrimEnd('…', '.'), StringComparison.Ordinal);
        return isTitle ? PlainText.Cut(name, SourcePage.TitleLength) : "";
    }

    private static string TextOf(
        Microformat entry,
        string content,
        Uri source,
        Func<Uri, bool> isTarget
    )
    {
        if (content.Length <= WholeLength)
        {
            return content;
        }

        var around = entry.First("content")?.Html is { } html
            ? SourcePage.Read(html, source).FindLink(isTarget)
            : null;
        return around?.Excerpt ?? PlainText.Cut(content, ExcerptLength);
    }
}
