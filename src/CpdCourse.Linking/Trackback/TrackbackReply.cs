using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Trackback;

/// <summary>What a remote server made of our ping; the message is plain text of at most 300 characters, empty when it sent none.</summary>
public sealed record TrackbackAnswer(bool Accepted, string Message)
{
    /// <summary>The message says that the link is known there already, whatever else the answer says.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>Writes and reads the small XML document that answers a trackback (TrackBack 1.2; protocols 4.2 and 4.3).</summary>
public static class TrackbackReply
{
    /// <summary>The media type of the answer.</summary>
    public const string ContentType = "text/xml; charset=utf-8";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    // How servers say that they know the ping, which is as good as taking it (WordPress: "We already have a ping from that URI for this post.").
    private static readonly string[] KnownAlready = ["already", "duplicate", "bereits", "déjà"];

    /// <summary>The answer to a ping we took.</summary>
    public static string Thanks() => Declaration + "<response>\n<error>0</error>\n</response>\n";

    /// <summary>The answer to a ping we did not take; the sentence may hold any characters.</summary>
    public static string Error(string message) =>
        $"{Declaration}<response>\n<error>1</error>\n<message>{MarkupText.Escape(message)}</message>\n</response>\n";

    /// <summary>Reads the body of an answer. One without an error element counts as a yes, and so does an error that says the link is known already; text before the XML, entities and a DTD do no harm because no XML parser sees them.</summary>
    public static TrackbackAnswer Read(string xml)
    {
        var error = Element(xml, "error");
        var message = PlainText.Cut(PlainText.Clean(Element(xml, "message")), 300);
        var isRefused =
            error is { Length: > 0 }
            && !(
                int.TryParse(
                    error,
                    NumberStyles.Integer,
                    CultureInfo.InvariantCulture,
                    out var code
                )
                && code == 0
            );
        var isKnown = KnownAlready.Any(word =>
            message.Contains(word, StringComparison.OrdinalIgnoreCase)
        );
        return new TrackbackAnswer(!isRefused || isKnown, message) { IsKnown = isKnown };
    }

    // Read as tags, not as XML: answers come with warnings of PHP in front, stray bytes behind and letters of other encodings.
    private static string? Element(string xml, string name)
    {
        StringBuilder? text = null;
        foreach (var token in PageWalk.Through(xml, isXml: true))
        {
            switch (token.Type)
            {
                case HtmlTokenType.StartTag when token.Name == name:
                    text ??= new StringBuilder();
                    break;
                case HtmlTokenType.EndTag when token.Name == name && text is not null:
                    return text.ToString().Trim();
                case HtmlTokenType.Character:
                    text?.Append(token.Data);
                    break;
            }
        }

        return text?.ToString().Trim();
    }
}
