using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace CpdCourse.Linking.Microformats;

/// <summary>Leaves the middle of the tree builder, which knows no other way to be stopped.</summary>
internal sealed class TangledPageException : Exception;

/// <summary>Watches the tags on their way into the tree and stops before nested or unclosed ones make it slow: 1 MiB of them keeps a tree builder busy for more than 8 seconds.</summary>
/// <remarks>It follows the open elements about as the builder does, and counts one too many rather than one too few.</remarks>
internal sealed class TreeGuard(CancellationToken stop)
{
    private const int MaxTags = 40_000;
    private const int MaxAttributes = 500;
    private const int MaxDepth = 250;
    private const int MaxFormatting = 150;

    // An open element costs each tag a look, an open formatting element a copy of itself.
    private const int MaxWork = 4_000_000;
    private const int CopyCost = 20;

    private readonly List<Open> open = [];
    private readonly List<string> formatting = [];
    private int tags;
    private int work;

    private readonly record struct Open(string Name, int Formatting);

    public void See(HtmlToken token)
    {
        if (token is not HtmlTagToken tag)
        {
            return;
        }

        stop.ThrowIfCancellationRequested();
        tags++;
        work += open.Count + (CopyCost * formatting.Count);
        if (tag.Type == HtmlTokenType.EndTag)
        {
            Close(tag.Name);
        }
        else
        {
            Start(tag);
        }

        if (
            tags > MaxTags
            || work > MaxWork
            || open.Count > MaxDepth
            || formatting.Count > MaxFormatting
            || tag.Attributes.Count > MaxAttributes
        )
        {
            throw new TangledPageException();
        }
    }

    private void Start(HtmlTagToken tag)
    {
        var name = tag.Name;
        var isNowhere =
            Tags.IsTablePart(name) && !open.Exists(o => o.Name is "table" or "template");
        if (Tags.IsVoid(name) || isNowhere || (tag.IsSelfClosing && IsForeign(name)))
        {
            return;
        }

        CloseImplied(name);
        if (
            name is "a" or "nobr"
            && Forget(name)
            && open.FindLastIndex(o => o.Name == name) is >= 0 and var first
        )
        {
            // A second one closes the first.
            open.RemoveAt(first);
        }

        open.Add(new Open(name, formatting.Count));
        if (Tags.IsFormatting(name))
        {
            formatting.Add(name);
        }
    }

    // In a drawing or a formula a slash closes the tag; elements of HTML end both.
    private bool IsForeign(string name) =>
        (name == "a" || !Tags.IsFormatting(name))
        && !Tags.EndsParagraph(name)
        && open.FindLast(o => Tags.IsForeignOrWithin(o.Name)).Name is "svg" or "math";

    // Many elements in a row whose end tags are left out are no nesting.
    private void CloseImplied(string name)
    {
        if (Tags.EndsParagraph(name))
        {
            PopTo(o => o == "p", Tags.IsScope);
        }

        if (Tags.IsTablePart(name))
        {
            while (InTable && PopTo(o => Tags.Ends(o, name), o => o is "table")) { }
        }
        else if (name is "option" or "optgroup")
        {
            PopTo(o => Tags.Ends(o, name), o => !Tags.Ends(o, name));
        }
        else if (name is "li" or "dd" or "dt")
        {
            PopTo(o => Tags.Ends(o, name), Tags.IsListEnd);
        }
    }

    private bool InTable =>
        open.FindLast(o => o.Name is "table" or "template" or "svg" or "math").Name is "table";

    private bool PopTo(Predicate<string> isWanted, Predicate<string> isBarrier)
    {
        var found = open.FindLastIndex(o => isWanted(o.Name) || isBarrier(o.Name));
        if (found < 0 || !isWanted(open[found].Name))
        {
            return false;
        }

        Pop(found);
        return true;
    }

    private void Close(string name)
    {
        var isInTable = name == "table" || Tags.IsTablePart(name);
        var last = open.FindLastIndex(o =>
            o.Name == name || (isInTable ? o.Name is "table" or "template" : Tags.IsScope(o.Name))
        );
        var isOpen = last >= 0 && open[last].Name == name;
        if (Tags.IsFormatting(name))
        {
            // Closed in the wrong order, the elements inside stay open.
            Forget(name);
            open.RemoveRange(isOpen ? last : 0, isOpen ? 1 : 0);
        }
        else if (isOpen)
        {
            Pop(last);
        }
    }

    private void Pop(int first)
    {
        if (open.FindIndex(first, o => Tags.IsMarker(o.Name)) is >= 0 and var marker)
        {
            var before = Math.Min(open[marker].Formatting, formatting.Count);
            formatting.RemoveRange(before, formatting.Count - before);
        }

        open.RemoveRange(first, open.Count - first);
    }

    private bool Forget(string name)
    {
        var last = formatting.LastIndexOf(name);
        if (last < open.FindLast(o => Tags.IsScope(o.Name)).Formatting || last < 0)
        {
            return false;
        }

        formatting.RemoveAt(last);
        return true;
    }
}
