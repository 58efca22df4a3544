namespace CpdCourse.Domain.Common;

/// <summary>Addresses in their canonical form, so that the same page is the same row whoever names it.</summary>
public static class Link
{
    /// <summary>Longest address, in characters.</summary>
    public const int Limit = 2_000;

    /// <summary>True for an absolute http(s) address with a host and without user name.</summary>
    public static bool IsWeb(string? address) =>
        address is { Length: <= Limit }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0;

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
        return $"{address.Scheme}://{address.IdnHost.ToLowerInvariant()}{port}{address.AbsolutePath}{(text.Length > 0 ? "?" + text : "")}";
    }

    private static bool IsTracking(string pair) =>
        pair.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || pair.StartsWith("fbclid=", StringComparison.OrdinalIgnoreCase)
        || pair.StartsWith("gclid=", StringComparison.OrdinalIgnoreCase);
}
