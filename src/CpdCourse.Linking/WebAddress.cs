using System.Diagnostics.CodeAnalysis;

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
            && Uri.TryCreate(trimmed, UriKind.Absolute, out var url)
            && IsClean(url)
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

        // A leading backslash pair would become a file share. Read again, so that OriginalString is the escaped spelling.
        return
            !text.Contains('\\', StringComparison.Ordinal)
            && Uri.TryCreate(page, text, out var url)
            && IsWeb(url)
            ? new Uri(url.AbsoluteUri)
            : null;
    }

    /// <summary>Whether two addresses name one page: the fragment and one slash at the end say nothing.</summary>
    public static bool AreSamePage(Uri one, Uri other) =>
        string.Equals(Key(one), Key(other), StringComparison.Ordinal);

    /// <summary>Whether the address leads to the web and nothing in its spelling could be read two ways.</summary>
    internal static bool IsClean(Uri url) =>
        IsWeb(url) && !HasTrap(url.OriginalString) && url.UserInfo.Length == 0;

    private static bool IsWeb([NotNullWhen(true)] Uri? url) =>
        url is { IsAbsoluteUri: true }
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private static bool HasTrap(string text)
    {
        foreach (var c in text)
        {
            if (c == '\\' || char.IsControl(c) || char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        // "http://@host/" has an empty user name, which Uri does not report.
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return (end < 0 ? text.AsSpan(start) : text.AsSpan(start, end)).Contains('@');
    }

    private static string Key(Uri url)
    {
        var path = url.AbsolutePath.EndsWith('/') ? url.AbsolutePath[..^1] : url.AbsolutePath;
        return $"{url.Scheme}://{url.IdnHost}:{url.Port}{path}{url.Query}";
    }
}
