using System.Text;

namespace CpdCourse.Domain.Common;

/// <summary>Addresses in their canonical form, so that the same page is the same row whoever names it.</summary>
public static class Link
{
    private const string Www = "www.";

    /// <summary>Longest address, in characters; of one with other letters than ASCII, in bytes: that much goes into an index of a database.</summary>
    public const int Limit = 2_000;

    /// <summary>True for an absolute http(s) address with a host and without user name.</summary>
    public static bool IsWeb(string? address)
    {
        if (address is null || Encoding.UTF8.GetByteCount(address) > Limit || address.Any(IsMark))
        {
            return false;
        }

        try
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https"
                && uri.IdnHost.Length > 0
                && uri.UserInfo.Length == 0;
        }
        catch (UriFormatException)
        {
            // TryCreate and IdnHost throw for some hosts that have no punycode.
            return false;
        }
    }

    /// <summary>
    /// The address without fragment, host in lower case and in ASCII, default port and tracking parameters (utm_…, fbclid, gclid) dropped.
    /// A trailing slash is kept: it can name another page.
    /// </summary>
    public static string Canonical(Uri address)
    {
        var query = address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !IsTracking(pair));
        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        var text = string.Join('&', query);
        // An address of IPv6 has no other name, and loses its brackets in IdnHost.
        var host = address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return $"{address.Scheme}://{host.ToLowerInvariant()}{port}{address.AbsolutePath}{(text.Length > 0 ? "?" + text : "")}";
    }

    /// <summary>The name of a site by its host: lower case, without "www.". Blogs send their visitors from one of the two names to the other; whoever has one has both.</summary>
    public static string Site(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.StartsWith(Www, StringComparison.Ordinal) ? lower[Www.Length..] : lower;
    }

    /// <summary>
    /// The canonical address and how else the same page is spelled: by http or https, with "www." or without. Sites lead from one to the other, and their feeds lag behind.
    /// </summary>
    public static IReadOnlyList<string> Spellings(Uri address)
    {
        var canonical = Canonical(address);
        var rest = canonical[(canonical.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var bare = rest.StartsWith(Www, StringComparison.Ordinal) ? rest[Www.Length..] : rest;
        string[] hosts = [bare, Www + bare];
        return
        [
            canonical,
            .. hosts
                .SelectMany(host => new[] { $"https://{host}", $"http://{host}" })
                .Where(other => other != canonical),
        ];
    }

    // Marks of writing direction: Uri drops them while it parses and loses count of its own text (IndexOutOfRangeException).
    private static bool IsMark(char c) =>
        c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E');

    private static bool IsTracking(string pair) =>
        pair.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || pair.StartsWith("fbclid=", StringComparison.OrdinalIgnoreCase)
        || pair.StartsWith("gclid=", StringComparison.OrdinalIgnoreCase);
}
