using System.Net;
using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Trackback;

/// <summary>Writes the form that carries our ping to another blog (protocols 4.3).</summary>
public static class TrackbackForm
{
    /// <summary>The media type to send it with; the charset is also a field, because WordPress reads it only there.</summary>
    public const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>The body in UTF-8; title and excerpt are cut to 250 characters, the blog name to 100.</summary>
    public static byte[] Encode(TrackbackPing ping)
    {
        var form = new StringBuilder();
        Add(form, "url", ping.Url.AbsoluteUri);
        Add(form, "title", Line(ping.Title, 250));
        Add(form, "excerpt", Line(ping.Excerpt, 250));
        Add(form, "blog_name", Line(ping.BlogName, 100));
        Add(form, "charset", "utf-8");
        return Encoding.ASCII.GetBytes(form.ToString());
    }

    private static string Line(string? text, int length) =>
        PlainText.Cut(PlainText.Clean(text), length);

    private static void Add(StringBuilder form, string name, string value)
    {
        if (value.Length > 0)
        {
            form.Append(form.Length > 0 ? "&" : "")
                .Append(name)
                .Append('=')
                .Append(WebUtility.UrlEncode(value));
        }
    }
}
