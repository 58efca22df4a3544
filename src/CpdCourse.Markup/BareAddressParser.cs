using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace CpdCourse.Markup;

/// <summary>
/// Makes links of addresses that stand in a text as they are: <c>https://…</c> and <c>http://…</c>, no others. Written
/// because Markdig's own leaves them unlinked in quotation marks or before a semicolon. Inside Markdown and not
/// on its outcome, so that <c>_</c> and <c>*</c> in an address stay what they are.
/// </summary>
internal sealed class BareAddressParser : InlineParser
{
    /// <summary>Characters that end an address: of Markdown, of HTML, quotation marks, full-width punctuation.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create(
        "<>\"`[]{}|\\^“”„‘’‚«»‹›…，。、；：！？（）「」『』【】《》"
    );

    /// <summary>Characters of the sentence, not of the address, when they are its last ones.</summary>
    private static readonly SearchValues<char> Trailing = SearchValues.Create("?!.,:;*_~'-–—");

    public BareAddressParser() => OpeningCharacters = ['h', 'H'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.AsSpan();
        var isStart =
            rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isStart || FollowsWord(slice.PeekCharExtra(-1)) || IsLinkText(processor.Inline, rest))
        {
            return false;
        }

        var length = LengthOf(rest);
        var address = rest[..length].ToString();
        if (Address.Web(address) is not { } uri || uri.Host.AsSpan().IndexOfAny('.', ':') < 0)
        {
            return false;
        }

        var link = new LinkInline(address, "") { IsClosed = true, IsAutoLink = true };
        link.AppendChild(
            new LiteralInline(new StringSlice(slice.Text, slice.Start, slice.Start + length - 1))
        );
        processor.Inline = link;
        slice.Start += length;
        return true;
    }

    private static bool FollowsWord(char before) =>
        char.IsAsciiLetterOrDigit(before) || before is '/' or '=' or '@' or '&' or '.';

    /// <summary>Between brackets that a link's address follows, the words are its text, not another link.</summary>
    private static bool IsLinkText(Inline? inline, ReadOnlySpan<char> rest)
    {
        for (; inline is not null; inline = inline.Parent)
        {
            if (inline is LinkDelimiterInline { IsActive: true })
            {
                var close = rest.IndexOf(']');
                return close >= 0 && close + 1 < rest.Length && rest[close + 1] is '(' or '[';
            }
        }

        return false;
    }

    private static int LengthOf(ReadOnlySpan<char> rest)
    {
        var length = 0;
        var open = 0;
        while (
            length < rest.Length
            && !Ends.Contains(rest[length])
            && rest[length] > ' '
            && !char.IsWhiteSpace(rest[length])
        )
        {
            open +=
                rest[length] == '(' ? 1
                : rest[length] == ')' ? -1
                : 0;
            length++;
        }

        for (; length > 0; length--)
        {
            // "(see https://example.org/a_(b))": the last bracket is the sentence's.
            var last = rest[length - 1];
            if (last == ')' && open < 0)
            {
                open++;
            }
            else if (!Trailing.Contains(last))
            {
                break;
            }
        }

        return length;
    }
}
