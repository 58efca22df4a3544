using System.Globalization;
using System.Xml.Linq;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Pingback;

/// <summary>What a remote server made of our call.</summary>
/// <param name="Fault">Its code; null when it took the link.</param>
/// <param name="Message">Plain text of at most 300 characters, empty when it sent none.</param>
public sealed record PingbackAnswer(int? Fault, string Message)
{
    /// <summary>Taken now or earlier.</summary>
    public bool IsTaken => Fault is null or PingbackFault.Known;
}

/// <summary>Writes and reads the XML that answers a call (XML-RPC "Response format").</summary>
public static class PingbackReply
{
    /// <summary>The largest answer that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The media type of the answer.</summary>
    public const string ContentType = XmlRpc.ContentType;

    /// <summary>The answer to a call that was taken, with a sentence.</summary>
    public static string Thanks(string sentence) =>
        $"{XmlRpc.Declaration}<methodResponse>\n<params>\n<param><value><string>{MarkupText.Escape(sentence)}</string></value></param>\n</params>\n</methodResponse>\n";

    /// <summary>The answer to a call that came to nothing.</summary>
    public static string Of(PingbackFault fault) =>
        $"""
            {XmlRpc.Declaration}<methodResponse>
            <fault><value><struct>
            <member><name>faultCode</name><value><int>{fault.Code.ToString(
                CultureInfo.InvariantCulture
            )}</int></value></member>
            <member><name>faultString</name><value><string>{MarkupText.Escape(
                fault.Sentence
            )}</string></value></member>
            </struct></value></fault>
            </methodResponse>

            """;

    /// <summary>Reads an answer; null when it is none.</summary>
    public static PingbackAnswer? Read(ReadOnlySpan<byte> body, string? contentType)
    {
        var text = Document(PageBytes.Decode(body, contentType));
        if (XmlRpc.Read(text, "methodResponse") is not { } answer)
        {
            return null;
        }

        if (answer.Element("fault")?.Element("value")?.Element("struct") is { } fault)
        {
            _ = int.TryParse(
                Member(fault, "faultCode"),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var code
            );
            return new PingbackAnswer(code, Line(Member(fault, "faultString")));
        }

        return answer.Element("params")?.Element("param")?.Element("value") is { } said
            ? new PingbackAnswer(null, Line(XmlRpc.Plain(said)))
            : null;
    }

    // Some servers put warnings of PHP in front.
    private static string Document(string text)
    {
        var start = text.IndexOf("<?xml", StringComparison.Ordinal);
        start = start < 0 ? text.IndexOf("<methodResponse", StringComparison.Ordinal) : start;
        return start < 0 ? text : text[start..];
    }

    private static string? Member(XElement members, string name) =>
        XmlRpc
            .Plain(
                members
                    .Elements("member")
                    .FirstOrDefault(m => m.Element("name")?.Value.Trim() == name)
                    ?.Element("value")
            )
            ?.Trim();

    private static string Line(string? text) => PlainText.Cut(PlainText.Clean(text), 300);
}
