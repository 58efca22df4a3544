using System.Net;

namespace CpdCourse.Linking.Fetching;

/// <summary>Decides whether an address may be asked, and settles once and for all which machines are meant by it.</summary>
internal sealed class FetchTargets(OutboundOptions options, AddressRules rules, IResolveHosts hosts)
{
    private const int LongestUrl = 4096;

    /// <summary>The addresses to connect to; null when the URL is not allowed. One refused address among several refuses all: the others are a lure.</summary>
    public async Task<IPAddress[]?> Settle(Uri url, CancellationToken stop)
    {
        if (Host(url) is not { } host || IsOwn(host, url))
        {
            return null;
        }

        var isLiteral = IPAddress.TryParse(host, out var literal);
        var addresses = isLiteral ? [literal!] : await hosts.Resolve(host, stop);
        var isOrdinary =
            (isLiteral || host.Contains('.', StringComparison.Ordinal))
            && options.AllowedPorts.Contains(url.Port);
        var areAllowed = addresses.All(address =>
            rules.Judge(address) switch
            {
                AddressVerdict.AllowListed => true,
                AddressVerdict.Public => isOrdinary,
                _ => false,
            }
        );
        return areAllowed ? [.. addresses.Select(AddressRules.Plain)] : null;
    }

    /// <summary>The host in ASCII, lower case and without the dot at the end; null when the URL is not one we ask.</summary>
    public static string? Host(Uri url)
    {
        if (
            url.OriginalString.Length > LongestUrl
            || !WebAddress.IsClean(url)
            || url.Port is < 1 or > 65535
        )
        {
            return null;
        }

        // A percent sign in a host is a zone: one of our own network cards.
        return WebAddress.Host(url) is { } host && !host.Contains('%', StringComparison.Ordinal)
            ? host
            : null;
    }

    private bool IsOwn(string host, Uri url) =>
        options.OwnHost is { Length: > 0 } own
        && Uri.TryCreate("http://" + own, UriKind.Absolute, out var mine)
        && Host(mine) == host
        && (mine.IsDefaultPort || mine.Port == url.Port);
}
