namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>The address within an address of the scheme "feed", which tells a browser to open a feed reader: "feed://host/x" and "feed:https://host/x".</summary>
internal static class FeedScheme
{
    private const string Scheme = "feed:";

    /// <summary>The address that is meant; any other comes back as it is.</summary>
    public static string Mend(string address)
    {
        var text = address.Trim();
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return address;
        }

        var rest = text[Scheme.Length..];
        return rest.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? rest
            : "http://" + rest.TrimStart('/');
    }

    /// <summary>As <see cref="WebAddress.Resolve"/>, this scheme included.</summary>
    public static Uri? Resolve(Uri page, string reference) =>
        WebAddress.Resolve(page, Mend(reference));
}
