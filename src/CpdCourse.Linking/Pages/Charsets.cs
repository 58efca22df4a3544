using System.Text;

namespace CpdCourse.Linking.Pages;

/// <summary>Finds the encoding that a name on the web stands for.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    public static Encoding Windows1252 { get; }

    /// <summary>Null for a name nobody knows and for UTF-7, which smuggles tags past every filter.</summary>
    public static Encoding? Find(string? name)
    {
        var plain = name?.Trim(' ', '\t', '"', '\'').ToLowerInvariant();
        switch (plain)
        {
            case null or "" or { Length: > 40 }:
                return null;
            case "utf8" or "utf-8":
                return Encoding.UTF8;
            // Browsers read both as windows-1252, so that is what people wrote (WHATWG Encoding, 4.2).
            case "iso-8859-1" or "latin1" or "us-ascii" or "ascii" or "iso8859-1":
                return Windows1252;
        }

        try
        {
            var found = Encoding.GetEncoding(plain);
            return found.CodePage == 65000 ? null : found;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The charset parameter of a Content-Type.</summary>
    public static string? Parameter(string? contentType)
    {
        foreach (var part in (contentType ?? "").Split(';').Skip(1))
        {
            var pair = part.Split('=', 2);
            if (
                pair.Length == 2
                && pair[0].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase)
            )
            {
                return pair[1].Trim().Trim('"', '\'');
            }
        }

        return null;
    }

    /// <summary>The media type of a Content-Type in lower case, without parameters; empty when there is none.</summary>
    public static string MediaType(string? contentType) =>
        (contentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();

    /// <summary>Whether the bytes are UTF-8; a last letter cut in half is forgiven, old software cuts excerpts by bytes.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b >= 0xC0)
            {
                var wanted =
                    b >= 0xF0 ? 4
                    : b >= 0xE0 ? 3
                    : 2;
                end = wanted > back ? bytes.Length - back : bytes.Length;
                break;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        try
        {
            StrictUtf8.GetCharCount(bytes[..end]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
