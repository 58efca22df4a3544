using System.Net;

namespace CpdCourse.Linking.Fetching;

/// <summary>The limits of every request that leaves this server (settings "Outbound:*"; protocols 0 and 9.2).</summary>
public sealed record OutboundOptions
{
    /// <summary>Networks in CIDR form that may be asked although they are not public, on any port: for tests and closed networks. Cloud metadata addresses stay refused.</summary>
    public string[] AllowPrivateNetworks { get; init; } = [];

    public int[] AllowedPorts { get; init; } = [80, 443, 8080, 8443];

    /// <summary>The longest wait for name, connection and TLS.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest exchange by the clock on the wall: all redirects, headers and body. Bytes that drip in do not extend it.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for a call whose receiver reads our page before it answers (pingback.ping).</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest body in bytes after decompression; a wish may ask for another limit.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>The largest response headers in bytes, rounded up to whole KiB.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    public int MaxRedirects { get; init; } = 5;

    /// <summary>How we name ourselves; senders of webmentions look for the word Webmention.</summary>
    public string UserAgent { get; init; } = "CpdCourse (Webmention verification)";

    /// <summary>Our own public host, with a port if it is not the usual one: what is here is never fetched.</summary>
    public string? OwnHost { get; init; }

    /// <summary>One sentence for every setting that cannot work; none when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        wrong.AddRange(
            AllowPrivateNetworks
                .Where(text => !IPNetwork.TryParse(text, out _))
                .Select(text =>
                    $"Outbound:AllowPrivateNetworks holds \"{text}\", which is not a network in CIDR form such as 127.0.0.1/32 or 10.0.0.0/8."
                )
        );
        wrong.AddRange(
            AllowedPorts
                .Where(port => port is < 1 or > 65535)
                .Select(port =>
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"Outbound:AllowedPorts holds {port}; a port lies between 1 and 65535."
                    )
                )
        );
        Refuse(
            Connect <= TimeSpan.Zero || Connect > TimeSpan.FromMinutes(5),
            "Outbound:Connect must be a time of at most five minutes."
        );
        Refuse(
            Total <= TimeSpan.Zero || Total > TimeSpan.FromMinutes(30),
            "Outbound:Total must be a time of at most thirty minutes."
        );
        Refuse(
            Call <= TimeSpan.Zero || Call > TimeSpan.FromMinutes(30),
            "Outbound:Call must be a time of at most thirty minutes."
        );
        Refuse(
            MaxBytes is < 1 or > 1 << 30,
            "Outbound:MaxBytes must lie between 1 byte and 1 GiB."
        );
        Refuse(
            MaxHeaderBytes is < 1024 or > 1 << 20,
            "Outbound:MaxHeaderBytes must lie between 1 KiB and 1 MiB."
        );
        Refuse(MaxRedirects is < 0 or > 20, "Outbound:MaxRedirects must lie between 0 and 20.");
        Refuse(
            string.IsNullOrWhiteSpace(UserAgent)
                || UserAgent.Length > 300
                || UserAgent.Any(c => c is < ' ' or > '~'),
            "Outbound:UserAgent must be one line of plain ASCII, at most 300 characters."
        );
        return wrong;

        void Refuse(bool isWrong, string sentence)
        {
            if (isWrong)
            {
                wrong.Add(sentence);
            }
        }
    }
}
