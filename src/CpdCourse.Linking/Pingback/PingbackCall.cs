using System.Diagnostics.CodeAnalysis;
using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Pingback;

/// <summary>A call of pingback.ping, as it is written and as it arrives: either the two addresses, or what is wrong (Pingback 1.0, section 2).</summary>
public sealed class PingbackCall
{
    /// <summary>The largest body of a call, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The media type to send a call with.</summary>
    public const string ContentType = XmlRpc.ContentType;

    private PingbackCall(string? source, string? target, PingbackFault? fault)
    {
        Source = source;
        Target = target;
        Fault = fault;
    }

    /// <summary>What was said to be the address of the page that links; null when the call is wrong.</summary>
    public string? Source { get; }

    /// <summary>What was said to be the address that it links to; null when the call is wrong.</summary>
    public string? Target { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public PingbackFault? Fault { get; }

    /// <summary>Whether both addresses are there; they are not looked into.</summary>
    [MemberNotNullWhen(true, nameof(Source), nameof(Target))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsPing => Fault is null;

    /// <summary>Writes the body of a call.</summary>
    public static byte[] Encode(Uri source, string target) =>
        Encoding.UTF8.GetBytes(
            $"{XmlRpc.Declaration}<methodCall>\n<methodName>pingback.ping</methodName>\n<params>\n{Parameter(source.AbsoluteUri)}{Parameter(target)}</params>\n</methodCall>\n"
        );

    /// <summary>Reads the body of a call. An address that was escaped once too often, as some blogs do, is put right.</summary>
    public static PingbackCall Read(ReadOnlySpan<byte> body, string? contentType)
    {
        if (
            body.Length > MaxBytes
            || XmlRpc.Read(PageBytes.Decode(body, contentType), "methodCall") is not { } call
        )
        {
            return Wrong(PingbackFault.NotXml);
        }

        if (call.Element("methodName")?.Value.Trim() != "pingback.ping")
        {
            return Wrong(PingbackFault.NoSuchMethod);
        }

        var texts = (call.Element("params")?.Elements("param") ?? [])
            .Select(parameter => XmlRpc.Text(parameter.Element("value")))
            .ToList();
        return texts is [{ } source, { } target]
            ? new PingbackCall(Once(source), Once(target), null)
            : Wrong(PingbackFault.WrongParameters);
    }

    private static string Once(string address) =>
        address.Trim().Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Parameter(string address) =>
        $"<param><value><string>{MarkupText.Escape(address)}</string></value></param>\n";

    private static PingbackCall Wrong(PingbackFault fault) => new(null, null, fault);
}
