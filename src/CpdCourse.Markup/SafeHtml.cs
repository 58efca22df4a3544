using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace CpdCourse.Markup;

/// <summary>HTML that went through our sanitizer and may be written into a page as it is; nothing outside this project can make one from a string of its own.</summary>
public sealed class SafeHtml : IHtmlContent
{
    private readonly string _html;

    internal SafeHtml(string html) => _html = html;

    /// <summary>No HTML at all.</summary>
    public static SafeHtml Empty { get; } = new("");

    /// <summary>
    /// Takes back HTML that <see cref="Render"/> made and our own database kept. Never for anything that came
    /// from a form, a feed, a file or another host: for those there is <see cref="Render"/>.
    /// </summary>
    public static SafeHtml FromStore(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return html.Length == 0 ? Empty : new SafeHtml(html);
    }

    /// <summary>Writes the HTML unencoded; the encoder is not asked, because every text in it is encoded already.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_html);
    }

    /// <summary>The HTML.</summary>
    public override string ToString() => _html;
}
