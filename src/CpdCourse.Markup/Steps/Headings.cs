using System.Globalization;
using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Levels, anchors and question links of headings.</summary>
internal static class Headings
{
    private const int Highest = 2;
    private const int Deepest = 4;

    /// <summary>More headings than this are not for reading: the rest stays for the sanitizer to keep or unwrap, and time stays linear.</summary>
    private const int Most = 1000;

    /// <summary>Headings of a comment become bold paragraphs: a page's outline is not the commenter's.</summary>
    public static void Flatten(IElement tree)
    {
        foreach (var heading in tree.All(Selectors.Headings).Take(Most))
        {
            _ = TakeWish(heading);
            var bold = Dom.New(heading, "strong");
            Dom.MoveChildren(heading, bold);
            var paragraph = Dom.New(heading, "p");
            paragraph.AppendChild(bold);
            heading.Parent!.ReplaceChild(paragraph, heading);
        }
    }

    /// <summary>The first heading gets level 2, no level is skipped on the way down, the deepest is 4.</summary>
    public static List<IElement> Level(IElement tree)
    {
        var levelled = new List<IElement>();
        var open = new Stack<char>();
        foreach (var heading in tree.All(Selectors.Headings).Take(Most))
        {
            if (CleanText.IsBlank(heading.TextContent) && heading.QuerySelector("img") is null)
            {
                heading.Remove();
                continue;
            }

            var written = heading.LocalName[1];
            while (open.TryPeek(out var above) && above >= written)
            {
                open.Pop();
            }

            open.Push(written);
            var level = Math.Min(Highest - 1 + open.Count, Deepest);
            levelled.Add(
                level == written - '0'
                    ? heading
                    : Dom.Rename(heading, string.Create(CultureInfo.InvariantCulture, $"h{level}"))
            );
        }

        return levelled;
    }

    /// <summary>Levels, anchors and question links for the headings of a post.</summary>
    public static List<Heading> Treat(IElement tree, Names names)
    {
        var anchors = new Anchoring();
        var found = new List<Heading>();
        foreach (var heading in Level(tree))
        {
            var wish = TakeWish(heading);
            var text = CleanText.OneLine(heading.TextContent);
            if (CleanText.IsBlank(text) && heading.QuerySelector("img") is null)
            {
                if (wish is null || !Anchors.TryQuestion(wish, out _, out var number))
                {
                    heading.Remove();
                    continue;
                }

                text = string.Create(CultureInfo.InvariantCulture, $"Question {number}");
                heading.TextContent = text;
            }

            heading.Id = wish is null ? anchors.Free(Anchors.Slug(text)) : anchors.Wished(wish);
            LinkQuestion(heading, wish, names);
            found.Add(new Heading(heading.LocalName[1] - '0', heading.Id, text));
        }

        anchors.Redirect(tree);
        return found;
    }

    /// <summary>Takes <c>{#id}</c> from the end of a heading. Any other attribute in braces stays text.</summary>
    private static string? TakeWish(IElement heading)
    {
        if (heading.LastChild is not IText last)
        {
            return null;
        }

        var text = last.Data.AsSpan().TrimEnd();
        var start = text.LastIndexOf("{#");
        if (start < 0 || !text.EndsWith("}"))
        {
            return null;
        }

        var id = text[(start + 2)..^1];
        if (id.Length is 0 or > 60 || id.ContainsAnyExcept(IdCharacters))
        {
            return null;
        }

        var wish = id.ToString().ToLowerInvariant();
        last.Data = text[..start].TrimEnd().ToString();
        return wish;
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        );

    private static void LinkQuestion(IElement heading, string? wish, Names names)
    {
        if (wish is null || !Anchors.TryQuestion(wish, out var thing, out var question))
        {
            return;
        }

        var number = thing ?? names.Thing;
        var isKnown = thing is null ? number is not null : thing <= names.ThingCount;
        if (!isKnown || heading.QuerySelector("a") is not null)
        {
            return;
        }

        var link = Dom.New(heading, "a");
        Dom.MoveChildren(heading, link);
        link.SetAttribute(
            "href",
            string.Create(CultureInfo.InvariantCulture, $"/things/{number}#q{question}")
        );
        heading.AppendChild(link);
    }

    /// <summary>Gives each heading an id of its own and remembers what became of the ids writers chose.</summary>
    private sealed class Anchoring
    {
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _moved = new(StringComparer.Ordinal);

        public string Wished(string wish)
        {
            var isQuestion = Anchors.TryQuestion(wish, out _, out _);
            var id = isQuestion && !_taken.Contains(wish) ? Take(wish) : Free("h-" + wish);
            _moved.TryAdd(wish, id);
            return id;
        }

        public string Free(string id)
        {
            var free = id;
            while (_taken.Contains(free))
            {
                _next[id] = _next.GetValueOrDefault(id, 1) + 1;
                free = string.Create(CultureInfo.InvariantCulture, $"{id}-{_next[id]}");
            }

            return Take(free);
        }

        /// <summary>A link to <c>#intro</c> follows its heading to <c>#h-intro</c>.</summary>
        public void Redirect(IElement tree)
        {
            foreach (var link in tree.All(Selectors.InnerLinks))
            {
                if (
                    _moved.TryGetValue(
                        link.GetAttribute("href")![1..].ToLowerInvariant(),
                        out var id
                    )
                )
                {
                    link.SetAttribute("href", "#" + id);
                }
            }
        }

        private string Take(string id)
        {
            _taken.Add(id);
            return id;
        }
    }
}
