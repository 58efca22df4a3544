using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace CpdCourse.Markup;

/// <summary>The text of a tree: for excerpts, feeds, mail, counting words.</summary>
internal static class PlainReader
{
    /// <summary>One line for each block, single spaces, no markup, no footnotes; empty lines are left out.</summary>
    public static string Text(IElement tree, bool withHeadings = true)
    {
        var text = new StringBuilder();
        var levels = new Stack<(INodeList Nodes, int Next, bool IsBlock)>();
        levels.Push((tree.ChildNodes, 0, true));
        while (levels.TryPop(out var level))
        {
            if (level.Next == level.Nodes.Length)
            {
                EndLine(text, level.IsBlock);
                continue;
            }

            levels.Push(level with { Next = level.Next + 1 });
            switch (level.Nodes[level.Next])
            {
                case IText words:
                    Add(text, words.Data);
                    break;
                case IElement element when IsRead(element, withHeadings):
                    var isBlock = AllowList.Block.Contains(element.LocalName);
                    EndLine(text, isBlock || element.LocalName == "br");
                    levels.Push((element.ChildNodes, 0, isBlock));
                    break;
            }
        }

        return text.ToString().TrimEnd('\n', ' ');
    }

    /// <summary>The beginning of a text as one line, cut at a word, at most so many chars with the ellipsis.</summary>
    public static string Excerpt(IElement tree, int max)
    {
        var body = CleanText.OneLine(Text(WithoutLeadingLists(tree), withHeadings: false));
        return Cut(body.Length > 0 ? body : CleanText.OneLine(Text(tree)), max);
    }

    // A post that begins by quoting the questions as a list has its own words after it.
    private static IElement WithoutLeadingLists(IElement tree)
    {
        if (tree.FirstElementChild?.LocalName is not ("ul" or "ol"))
        {
            return tree;
        }

        var rest = (IElement)tree.Clone();
        while (
            rest.FirstElementChild is { LocalName: "ul" or "ol", NextElementSibling: not null } list
        )
        {
            list.Remove();
        }

        return rest;
    }

    /// <summary>Words as a reader meets them; in scripts without spaces two characters count as one.</summary>
    public static int CountWords(string text)
    {
        var words = 0;
        var signs = 0;
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSign = IsSign(rune.Value);
            signs += isSign ? 1 : 0;
            var isOfWord = !isSign && Rune.IsLetterOrDigit(rune);
            words += isOfWord && !isInWord ? 1 : 0;
            // Apostrophes, hyphens and marks neither begin nor end a word.
            isInWord = isOfWord || (isInWord && !isSign && !Rune.IsWhiteSpace(rune));
        }

        return words + (signs + 1) / 2;
    }

    private static string Cut(string line, int max)
    {
        const string ellipsis = "…";
        if (line.Length <= max)
        {
            return line;
        }

        // Never inside what a reader sees as one character: pairs, accents, joined emoji.
        var end = 0;
        var endOfWord = 0;
        while (end < line.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(line, end);
            if (next > max - ellipsis.Length)
            {
                break;
            }

            endOfWord = line[next] == ' ' ? next : endOfWord;
            end = next;
        }

        // A word longer than half the excerpt is cut all the same.
        var cut = endOfWord > end / 2 ? endOfWord : end;
        return line[..cut].TrimEnd(' ', ',', ';', ':', '–', '-') + ellipsis;
    }

    private static bool IsRead(IElement element, bool withHeadings) =>
        element.NamespaceUri == NamespaceNames.HtmlUri
        && !AllowList.Dropped.Contains(element.LocalName)
        && (withHeadings || element.LocalName is not ("h1" or "h2" or "h3" or "h4" or "h5" or "h6"))
        && element.ClassName is not (Marks.Footnotes or Marks.FootnoteReference);

    private static void Add(StringBuilder text, string words)
    {
        foreach (var c in CleanText.Of(words))
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    private static void EndLine(StringBuilder text, bool isBlock)
    {
        if (!isBlock || text.Length == 0)
        {
            return;
        }

        if (text[^1] == ' ')
        {
            text.Length--;
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static bool IsSign(int character) =>
        character
            is (>= 0x3040 and <= 0x30FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x20000 and <= 0x323AF);
}
