using System.Text;

namespace CpdCourse.Linking.Trackback;

/// <summary>Splits a URL-encoded form into fields of bytes. The encoding of a field is known only after all are read, so nothing is decoded here.</summary>
internal static class FormFields
{
    /// <summary>The first value of each of the five fields of a trackback; others are ignored.</summary>
    public static Dictionary<string, byte[]> Read(ReadOnlySpan<byte> form)
    {
        var fields = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (form.Length > 0)
        {
            var end = form.IndexOf((byte)'&');
            var pair = end < 0 ? form : form[..end];
            form = end < 0 ? default : form[(end + 1)..];
            var middle = pair.IndexOf((byte)'=');
            var name = Encoding.Latin1.GetString(Unescape(middle < 0 ? pair : pair[..middle]));
            if (name is "url" or "title" or "excerpt" or "blog_name" or "charset")
            {
                fields.TryAdd(name, middle < 0 ? [] : Unescape(pair[(middle + 1)..]));
            }
        }

        return fields;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (
                b == '%'
                && i + 2 < text.Length
                && Hex(text[i + 1]) is { } high
                && Hex(text[i + 2]) is { } low
            )
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }
            else if (b == '+')
            {
                b = (byte)' ';
            }

            bytes[length++] = b;
        }

        return bytes[..length];
    }

    private static int? Hex(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => null,
        };
}
