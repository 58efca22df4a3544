using System.Globalization;
using System.Text;

namespace CpdCourse.Markup;

/// <summary>Decides which addresses may stand in a link, and spells them in one way.</summary>
internal static class Address
{
    /// <summary>Longest address in characters: browsers and servers agree on about so much.</summary>
    private const int Longest = 2000;

    /// <summary>Where pictures of our own are kept; no other picture is ever shown.</summary>
    private const string Media = "/media/";

    /// <summary>
    /// The address as it may be written into an attribute: absolute http(s) without user part, mailto, a local path
    /// (<c>/…</c>, not <c>//</c>) or an anchor (<c>#…</c>). Null for every other. Safe(Safe(x)) = Safe(x).
    /// </summary>
    public static string? Safe(string? address) => Short(Spell(Strip(address)));

    /// <summary>The same for an address found on another page: relative ones belong to that page.</summary>
    public static string? Safe(string? address, Uri page)
    {
        var text = Strip(address);
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        return Short(
            Mail(text)
                ?? (
                    Uri.TryCreate(page, text, out var whole)
                        ? Web(whole.AbsoluteUri)?.AbsoluteUri
                        : null
                )
        );
    }

    /// <summary>The path, query and fragment if the address is one of the site; else the address itself.</summary>
    public static string? Local(string? address, Uri? site)
    {
        if (address is null || site is null || Web(address) is not { } uri || !IsOf(site, uri))
        {
            return address;
        }

        // "https://our.site//elsewhere.example" must not become "//elsewhere.example".
        var path = "/" + uri.PathAndQuery.TrimStart('/');
        return Safe(path + uri.Fragment) ?? address;
    }

    /// <summary>The absolute form of a safe address; null for mail and anchors.</summary>
    public static Uri? Absolute(string address, Uri site) =>
        address[0] == '/' ? new Uri(site, address) : Web(address);

    /// <summary>Whether the path names a picture kept here: <c>/media/</c> and plain words, without dot segments.</summary>
    public static bool IsOwnPicture(string path) =>
        path.StartsWith(Media, StringComparison.Ordinal)
        && path.Length > Media.Length
        && !path.Contains("..", StringComparison.Ordinal)
        && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_');

    /// <summary>The http(s) address, its host in ASCII; null if it is none or names a user (a favourite of phishers).</summary>
    public static Uri? Web(string text)
    {
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            text = "https://" + text;
        }

        var uri = Parse(text);
        if (uri is not null && !Ascii.IsValid(uri.Host))
        {
            uri = Parse(InAscii(uri));
        }

        // Built again from its own spelling, so that OriginalString is what stands in the HTML.
        return uri is null ? null : Parse(uri.AbsoluteUri);
    }

    private static Uri? Parse(string? text)
    {
        var isWeb =
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.HostNameType
                is UriHostNameType.Dns
                    or UriHostNameType.IPv4
                    or UriHostNameType.IPv6
            && uri.UserInfo.Length == 0;
        return isWeb ? uri : null;
    }

    private static string? InAscii(Uri uri)
    {
        try
        {
            return new UriBuilder(uri) { Host = uri.IdnHost }
                .Uri
                .AbsoluteUri;
        }
        catch (UriFormatException)
        {
            // Not a name by the rules of IDN; there is no way to ask without the exception.
            return null;
        }
    }

    private static string? Spell(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        return text[0] switch
        {
            '#' => text.Length == 1 ? null : Escape(text),
            '/' => text.Length > 1 && text[1] is '/' or '\\' ? null : Escape(text),
            _ => Web(text)?.AbsoluteUri ?? Mail(text),
        };
    }

    /// <summary>Spelled out it may have grown: the limit holds for what is written.</summary>
    private static string? Short(string? address) => address?.Length > Longest ? null : address;

    private static string? Mail(string text)
    {
        const string scheme = "mailto:";
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[scheme.Length..];
        var hasLineBreak =
            rest.Contains("%0a", StringComparison.OrdinalIgnoreCase)
            || rest.Contains("%0d", StringComparison.OrdinalIgnoreCase);
        return rest.IndexOf('@', StringComparison.Ordinal) > 0 && !hasLineBreak
            ? scheme + Escape(rest)
            : null;
    }

    private static bool IsOf(Uri site, Uri uri) =>
        string.Equals(uri.Host, site.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (uri.Port == site.Port || (uri.IsDefaultPort && site.IsDefaultPort));

    /// <summary>Without controls, format characters and line breaks anywhere, and without white space around: browsers skip them, so a check must not see them either.</summary>
    private static string Strip(string? address)
    {
        var kept = new StringBuilder();
        foreach (var rune in CleanText.Of(address).EnumerateRunes())
        {
            var isSkipped =
                Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator;
            if (!isSkipped)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>Percent-encodes what has no place in an address; percent signs stay, so that twice changes nothing.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (
                char.IsWhiteSpace(c)
                || c is '"' or '\'' or '<' or '>' or '`' or '\\' or '^' or '{' or '|' or '}'
            )
            {
                escaped.Append(Uri.EscapeDataString(c.ToString()));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
