namespace CpdCourse.Linking;

/// <summary>Reads the address of a web page as a stranger wrote it: absolute http or https, at most <see cref="MaxLength"/> characters, no user name, backslash, space or control character (protocols 1.2, 9.1).</summary>
public static class WebAddress
{
    /// <summary>The longest address, in characters, that we keep.</summary>
    public const int MaxLength = 2000;

    /// <summary>The address, or null when it is not one; space around it is forgiven.</summary>
    public static Uri? Read(string? text)
    {
        var trimmed = text?.Trim();
        return
            trimmed is { Length: > 0 and <= MaxLength }
            && Parse(null, trimmed) is { } url
            && IsClean(url)
            && Host(url) is not null
            ? url
            : null;
    }

    /// <summary>Resolves a reference found in a page as a browser does (tabs and line breaks dropped); null when it does not lead to a web page.</summary>
    public static Uri? Resolve(Uri page, string? reference)
    {
        if (reference is null || reference.Length > 2 * MaxLength)
        {
            return null;
        }

        var text = reference.Trim();
        if (text.AsSpan().ContainsAny('\t', '\n', '\r'))
        {
            text = string.Concat(text.Where(c => c is not ('\t' or '\n' or '\r')));
        }

        // A leading backslash pair would become a file share.
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        // Parsed again, so that OriginalString is the escaped spelling.
        return Parse(page, text) is { } url && IsWeb(url) && Host(url) is not null
            ? Parse(null, url.AbsoluteUri)
            : null;
    }

    /// <summary>Whether two addresses name one page: the fragment and one slash at the end say nothing.</summary>
    public static bool AreSamePage(Uri one, Uri other) =>
        string.Equals(Key(one), Key(other), StringComparison.Ordinal);

    /// <summary>Whether the address leads to the web and nothing in its spelling could be read two ways.</summary>
    internal static bool IsClean(Uri url) =>
        IsWeb(url) && !HasTrap(url.OriginalString) && url.UserInfo.Length == 0;

    /// <summary>The host in ASCII (punycode), lower case and without the dot at the end; null when it cannot be one.</summary>
    internal static string? Host(Uri url)
    {
        try
        {
            var host = url.IdnHost.ToLowerInvariant();
            host = host.EndsWith('.') ? host[..^1] : host;
            return host.Length is > 0 and <= 253 && host.All(char.IsAscii) ? host : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static Uri? Parse(Uri? page, string text)
    {
        if (HasMarks(text))
        {
            return null;
        }

        try
        {
            var isUrl = page is null
                ? Uri.TryCreate(text, UriKind.Absolute, out var url)
                : Uri.TryCreate(page, text, out url);
            return isUrl ? url : null;
        }
        catch (UriFormatException)
        {
            // TryCreate throws for some hosts that have no punycode.
            return null;
        }
    }

    private static bool IsWeb(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private static bool HasTrap(string text)
    {
        if (HasMarks(text) || text.Any(c => c == '\\' || char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return true;
        }

        // "http://@host/" has an empty user name, which Uri does not report.
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return (end < 0 ? text.AsSpan(start) : text.AsSpan(start, end)).Contains('@');
    }

    // Marks of writing direction: Uri drops them while it parses and loses count of its own text (IndexOutOfRangeException).
    private static bool HasMarks(string text) =>
        text.Any(c => c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E'));

    /// <summary>The spelling that all addresses of one page share.</summary>
    internal static string Key(Uri url)
    {
        var path = url.AbsolutePath.EndsWith('/') ? url.AbsolutePath[..^1] : url.AbsolutePath;
        return $"{url.Scheme}://{url.IdnHost}:{url.Port}{path}{url.Query}";
    }
}
