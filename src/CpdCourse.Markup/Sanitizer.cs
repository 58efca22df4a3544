using System.Text;
using AngleSharp.Dom;

namespace CpdCourse.Markup;

/// <summary>
/// The one door to HTML we trust. It never repairs a tree: it walks what the HTML5 parser made and writes anew the
/// elements, attributes and addresses it knows, everything else as text or not at all. What it wrote is parsed
/// and written again until it stays the same, so that a browser sees the tree that was checked.
/// </summary>
internal static class Sanitizer
{
    private const int MaxPasses = 3;

    /// <summary>Deeper elements lose their tags, not their text: browsers flatten at 512, readers much before.</summary>
    private const int MaxDepth = 100;

    /// <summary>HTML as allowed by the profile. Clean(Clean(x)) = Clean(x).</summary>
    public static string Clean(string html, Profile profile) =>
        Clean(Dom.Parse(html), profile).Html;

    /// <summary>The allowed part of a tree as HTML, and the tree a browser will make of that.</summary>
    public static (string Html, IElement Tree) Clean(IElement tree, Profile profile)
    {
        var html = new Writer(profile).Write(tree);
        for (var pass = 1; pass < MaxPasses; pass++)
        {
            var again = Dom.Parse(html);
            var next = new Writer(profile).Write(again);
            if (next == html)
            {
                return (html, again);
            }

            html = next;
        }

        // Never stable: somebody is playing with the parser. They get to see what they wrote.
        html = Encode(html);
        return (html, Dom.Parse(html));
    }

    private static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string EncodeValue(string value) =>
        Encode(value).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>One walk over one tree, without recursion: its depth is in strangers' hands.</summary>
    private sealed class Writer(Profile profile)
    {
        private readonly StringBuilder _html = new();
        private readonly Stack<Level> _levels = new();
        private readonly Attributes _attributes = new(profile);
        private int _depth;
        private int _openLinks;
        private int _startOfPre = -1;

        public string Write(IElement root)
        {
            _levels.Push(new Level(root.ChildNodes, EndTag: null));
            while (_levels.TryPop(out var level))
            {
                if (level.Next == level.Nodes.Length)
                {
                    Close(level.EndTag);
                    continue;
                }

                _levels.Push(level with { Next = level.Next + 1 });
                switch (level.Nodes[level.Next])
                {
                    case IElement element:
                        Open(element);
                        break;
                    case IText text:
                        WriteText(text.Data);
                        break;
                }
            }

            return _html.ToString();
        }

        private void Open(IElement element)
        {
            var name = element.LocalName;
            if (element.NamespaceUri != NamespaceNames.HtmlUri || AllowList.Dropped.Contains(name))
            {
                return;
            }

            if (!IsWritten(element, name, out var attributes))
            {
                _levels.Push(new Level(element.ChildNodes, EndTag: null));
                return;
            }

            _html.Append('<').Append(name);
            foreach (var (key, value) in attributes)
            {
                _html.Append(' ').Append(key).Append("=\"").Append(EncodeValue(value)).Append('"');
            }

            _html.Append('>');
            if (!AllowList.Void.Contains(name))
            {
                _depth++;
                _openLinks += name == "a" ? 1 : 0;
                _startOfPre = name == "pre" ? _html.Length : _startOfPre;
                _levels.Push(new Level(element.ChildNodes, name));
            }
        }

        private bool IsWritten(
            IElement element,
            string name,
            out List<KeyValuePair<string, string>> attributes
        )
        {
            attributes = [];
            return profile.Elements.Contains(name)
                && _depth < MaxDepth
                && (name != "a" || _openLinks == 0)
                && _attributes.TryTake(element, name, attributes);
        }

        private void Close(string? endTag)
        {
            if (endTag is not null)
            {
                _depth--;
                _openLinks -= endTag == "a" ? 1 : 0;
                _html.Append("</").Append(endTag).Append('>');
            }
        }

        private void WriteText(string text)
        {
            var clean = CleanText.Of(text);
            if (_html.Length == _startOfPre && clean.StartsWith('\n'))
            {
                // A parser drops the first line break in a <pre>.
                _html.Append('\n');
            }

            _html.Append(Encode(clean));
        }

        private readonly record struct Level(INodeList Nodes, string? EndTag, int Next = 0);
    }
}
