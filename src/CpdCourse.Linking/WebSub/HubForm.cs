using System.Globalization;
using System.Text;

namespace CpdCourse.Linking.WebSub;

/// <summary>What a hub is asked for (WebSub, 5.1).</summary>
/// <param name="Topic">The feed, as it calls itself.</param>
/// <param name="Callback">Where the hub is to tell.</param>
public sealed record HubForm(string Topic, Uri Callback)
{
    /// <summary>The media type of <see cref="Encode"/>.</summary>
    public const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>What the hub is to sign with, and for how long it is to tell; null when it is to stop.</summary>
    public (string Secret, TimeSpan Lease)? Subscribe { get; init; }

    /// <summary>The body of the request.</summary>
    public byte[] Encode()
    {
        List<(string Name, string Value)> fields =
        [
            ("mode", Subscribe is null ? "unsubscribe" : "subscribe"),
            ("topic", Topic),
            ("callback", Callback.AbsoluteUri),
        ];
        if (Subscribe is var (secret, lease))
        {
            var seconds = (long)lease.TotalSeconds;
            fields.Add(("secret", secret));
            fields.Add(("lease_seconds", seconds.ToString(CultureInfo.InvariantCulture)));
        }

        var pairs = fields.Select(f => $"hub.{f.Name}={Uri.EscapeDataString(f.Value)}");
        return Encoding.ASCII.GetBytes(string.Join('&', pairs));
    }
}
