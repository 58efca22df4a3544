using System.Xml;
using System.Xml.Linq;

namespace CpdCourse.Linking.Pingback;

/// <summary>Reads the XML of calls and answers: no DTD, nothing fetched, 32 levels deep at most, of 64 KB at most (protocols 9.9).</summary>
internal static class XmlRpc
{
    public const string ContentType = "text/xml; charset=utf-8";
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private const int MaxDepth = 32;

    /// <summary>The outermost element; null when it has another name or this is no XML that we read.</summary>
    public static XElement? Read(string text, string root)
    {
        var document = text.Trim();
        try
        {
            return
                IsShallow(document)
                && Load(document) is { Root: { } element }
                && element.Name == root
                ? element
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What a value says: text, with or without a type named (XML-RPC: "If no type is indicated, the type is string"); null for a value of another type.</summary>
    public static string? Text(XElement? value) =>
        value is null ? null
        : !value.HasElements ? value.Value
        : value.Elements().ToList() is [{ HasElements: false } only] && only.Name == "string"
            ? only.Value
        : null;

    /// <summary>What a value of any plain type says.</summary>
    public static string? Plain(XElement? value) =>
        value?.Elements().ToList() is [{ HasElements: false } only] ? only.Value : Text(value);

    private static bool IsShallow(string document)
    {
        using var reader = Reader(document);
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Element && reader.Depth >= MaxDepth)
            {
                return false;
            }
        }

        return true;
    }

    private static XDocument Load(string document)
    {
        using var reader = Reader(document);
        return XDocument.Load(reader);
    }

    private static XmlReader Reader(string document) =>
        XmlReader.Create(
            new StringReader(document),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = PingbackReply.MaxBytes,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );
}
