using System.Globalization;
using AngleSharp.Dom;

namespace CpdCourse.Markup.Steps;

/// <summary>Makes links of the words a course knows: <c>@handle</c> and "Thing 12".</summary>
internal sealed class WordsToLinks(Names names)
{
    private const int MostDigits = 3;
    private readonly List<string> _mentions = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Links the words in the text nodes of a tree, but not in links and code; returns the handles found.</summary>
    public List<string> Treat(IElement tree)
    {
        foreach (var text in tree.Descendants<IText>().ToList())
        {
            if (
                text.Data.AsSpan().ContainsAny('@', 'T')
                && !Dom.IsInside(text, "a", "code", "pre", "kbd", "samp")
            )
            {
                Treat(text);
            }
        }

        return _mentions;
    }

    private void Treat(IText node)
    {
        var text = node.Data;
        var places = Mentions(text).Concat(Things(text)).OrderBy(place => place.Start).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var pieces = node.Owner!.CreateDocumentFragment();
        var done = 0;
        foreach (var place in places)
        {
            pieces.AppendChild(node.Owner.CreateTextNode(text[done..place.Start]));
            var link = Dom.New(node, "a", text[place.Start..place.End]);
            link.SetAttribute("href", place.Href);
            if (place.IsMention)
            {
                link.ClassName = Marks.Mention;
            }

            pieces.AppendChild(link);
            done = place.End;
        }

        pieces.AppendChild(node.Owner.CreateTextNode(text[done..]));
        node.Parent!.ReplaceChild(pieces, node);
    }

    private IEnumerable<Place> Mentions(string text)
    {
        foreach (var (at, handle) in Handles.In(text))
        {
            var known = Handles.Readings(handle).FirstOrDefault(names.Handles.Contains);
            if (known is null)
            {
                continue;
            }

            if (_seen.Add(known))
            {
                _mentions.Add(known);
            }

            yield return new Place(at, at + 1 + known.Length, "/@" + known, IsMention: true);
        }
    }

    /// <summary>"Thing 12", "Things 6": the word, one space or line break, a number of this course.</summary>
    private IEnumerable<Place> Things(string text)
    {
        const string word = "Thing";
        for (var start = text.IndexOf(word, StringComparison.Ordinal); start >= 0; )
        {
            var after = start + word.Length;
            var digits = after + (after < text.Length && text[after] == 's' ? 1 : 0) + 1;
            var end = digits;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var isThing =
                digits < text.Length
                && char.IsWhiteSpace(text[digits - 1])
                && Anchors.TryNumber(text.AsSpan(digits, end - digits), MostDigits, out var number)
                && number <= names.ThingCount
                && IsFree(text, start)
                && !GoesOn(text, end);
            if (isThing)
            {
                var href = string.Create(
                    CultureInfo.InvariantCulture,
                    $"/things/{text.AsSpan(digits, end - digits)}"
                );
                yield return new Place(start, end, href, IsMention: false);
            }

            start = text.IndexOf(word, after, StringComparison.Ordinal);
        }
    }

    /// <summary>Not the end of another word, and not "23 Things 4 …": the course's own name is no Thing.</summary>
    private static bool IsFree(string text, int start)
    {
        if (start == 0)
        {
            return true;
        }

        var isAfterNumber =
            start > 1 && char.IsWhiteSpace(text[start - 1]) && char.IsAsciiDigit(text[start - 2]);
        return !isAfterNumber
            && !char.IsLetterOrDigit(text[start - 1])
            && text[start - 1] is not ('-' or '_' or '/');
    }

    /// <summary>"Thing 1.5", "Thing 12th", "Thing 1,000" and "Thing 5%" are something else.</summary>
    private static bool GoesOn(string text, int end)
    {
        if (end == text.Length)
        {
            return false;
        }

        var isDecimal =
            text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        return isDecimal || char.IsLetterOrDigit(text[end]) || text[end] is '%' or '_';
    }

    private readonly record struct Place(int Start, int End, string Href, bool IsMention);
}
