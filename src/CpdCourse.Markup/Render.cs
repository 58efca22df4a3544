using AngleSharp.Dom;
using CpdCourse.Markup.Steps;

namespace CpdCourse.Markup;

/// <summary>
/// The one maker of HTML: Markdown and strangers' HTML in, <see cref="SafeHtml"/> out, always through the sanitizer.
/// Pure: no input, output or clock. Its cost grows with the text and cannot be cancelled, so the caller caps
/// lengths and how many are rendered at once.
/// </summary>
public static class Render
{
    /// <summary>Raised whenever the same text would give other HTML, so that stored HTML is made anew.</summary>
    public const int Version = 1;

    private const int WordsAMinute = 220;
    private const int ExcerptLength = 280;
    private const int MostHandles = 100;
    private const StringSplitOptions SplitOptions =
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>A post's Markdown: headings, tables, footnotes, pictures of our own.</summary>
    /// <exception cref="TooDeepException">It nests too deeply; the message says so to its writer.</exception>
    public static RenderedText Post(string markdown, Names names) =>
        Page(markdown, names, Profile.Post);

    /// <summary>A part of a post, to stand on a page with parts of others': without ids, footnotes' links and other links within the text.</summary>
    /// <exception cref="TooDeepException">It nests too deeply; the message says so to its writer.</exception>
    public static RenderedText Answer(string markdown, Names names) =>
        Page(markdown, names, Profile.Answer);

    /// <summary>A comment's Markdown: headings become bold paragraphs; no tables, no footnotes, pictures only as links.</summary>
    /// <exception cref="TooDeepException">It nests too deeply; the message says so to its writer.</exception>
    public static RenderedText Comment(string markdown, Names names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var tree = Dom.Parse(MarkdownReader.Comment(markdown));
        MarkdigMarks.Treat(tree);
        var links = Links.Spell(tree, Spell, names.Site);
        Pictures.Treat(tree, Spell, areShown: false);
        Links.FillEmpty(tree);
        Headings.Flatten(tree);
        var mentions = new WordsToLinks(names).Treat(tree);
        return Finish(tree, Profile.Comment, links, mentions, []);

        string? Spell(string? address) => Address.Local(Address.Safe(address), names.Site);
    }

    /// <summary>HTML from a feed, an import or another page: no ids, no classes, pictures as links, addresses absolute.</summary>
    /// <param name="html">Any HTML, however broken or hostile.</param>
    /// <param name="baseUrl">The page it comes from, to which its relative addresses belong.</param>
    /// <param name="site">The address of this site, if links and pictures of ours in it shall count as local.</param>
    public static RenderedText Foreign(string html, Uri baseUrl, Uri? site = null)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        var tree = Dom.Parse(ForeignReader.Balance(html));
        var links = Links.Spell(tree, Spell, site ?? baseUrl);
        Pictures.Treat(tree, Spell, areShown: site is not null);
        Links.FillEmpty(tree);
        _ = Headings.Level(tree);
        Tables.Treat(tree);
        return Finish(tree, Profile.Foreign, links, [], []);

        string? Spell(string? address) => Address.Local(Address.Safe(address, baseUrl), site);
    }

    /// <summary>A text as it was typed, its marks shown as they are: for one that cannot be rendered, or was never Markdown.</summary>
    public static RenderedText Plain(string text)
    {
        var tree = Dom.Parse("");
        foreach (var part in CleanText.Of(text).Split("\n\n", SplitOptions))
        {
            var paragraph = tree.AppendChild(Dom.New(tree, "p"));
            foreach (var (place, line) in part.Split('\n').Index())
            {
                if (place > 0)
                {
                    paragraph.AppendChild(Dom.New(tree, "br"));
                }

                paragraph.AppendChild(tree.Owner!.CreateTextNode(line));
            }
        }

        return Finish(tree, Profile.Comment, [], [], []);
    }

    /// <summary>The text of any HTML, one line for each block, without markup, control characters and footnotes.</summary>
    public static string PlainText(string html) =>
        PlainReader.Text(Dom.Parse(ForeignReader.Balance(html)));

    /// <summary>The beginning of any HTML as one line of plain text, cut at a word, at most <paramref name="max"/> chars long with its "…".</summary>
    public static string Excerpt(string html, int max = ExcerptLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return PlainReader.Excerpt(Dom.Parse(ForeignReader.Balance(html)), max);
    }

    /// <summary>
    /// The handles a Markdown text may mention, in lower case, each once, at most 100, to be looked up for
    /// <see cref="Names"/>. Rather too many than too few: it does not know code from text.
    /// </summary>
    public static IReadOnlyList<string> FindHandles(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return
        [
            .. Handles
                .In(CleanText.Of(markdown))
                .SelectMany(place => Handles.Readings(place.Handle))
                .Distinct(StringComparer.Ordinal)
                .Take(MostHandles),
        ];
    }

    /// <summary>Minutes to read so many words at 220 a minute, at least 1.</summary>
    public static int ReadingMinutes(int words) =>
        Math.Max(1, (int)Math.Round((double)words / WordsAMinute, MidpointRounding.AwayFromZero));

    private static RenderedText Page(string markdown, Names names, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(names);
        var tree = Dom.Parse(MarkdownReader.Post(markdown));
        MarkdigMarks.Treat(tree);
        var links = Links.Spell(tree, Spell, names.Site);
        Pictures.Treat(tree, Spell, areShown: true);
        Links.FillEmpty(tree);
        var headings = Headings.Treat(tree, names);
        var mentions = new WordsToLinks(names).Treat(tree);
        Tables.Treat(tree);
        if (!profile.HasAnchors)
        {
            Links.UnwrapInner(tree);
        }

        return Finish(tree, profile, links, mentions, headings);

        string? Spell(string? address) => Address.Local(Address.Safe(address), names.Site);
    }

    private static RenderedText Finish(
        IElement tree,
        Profile profile,
        List<Uri> links,
        List<string> mentions,
        List<Heading> headings
    )
    {
        var (html, clean) = Sanitizer.Clean(tree, profile);
        var words = PlainReader.CountWords(PlainReader.Text(clean));
        var excerpt = PlainReader.Excerpt(clean, ExcerptLength);
        return new RenderedText(
            SafeHtml.FromStore(html),
            excerpt,
            words,
            links,
            mentions,
            headings
        );
    }
}
