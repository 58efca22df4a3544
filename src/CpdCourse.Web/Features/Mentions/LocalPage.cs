using System.Globalization;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>The address of a post or a Thing of ours, in whatever spelling it was linked: host, path and letter case as OneSpelling has them, fragment and query without meaning.</summary>
internal sealed record LocalPage
{
    private LocalPage(string handle, string slug, int thing)
    {
        Handle = handle;
        Slug = slug;
        Thing = thing;
    }

    public string Handle { get; }

    public string Slug { get; }

    /// <summary>Number of the Thing; 0 for a post.</summary>
    public int Thing { get; }

    public bool IsPost => Thing == 0;

    public string Address => IsPost ? Addresses.Post(Handle, Slug) : Addresses.Thing(Thing);

    public static LocalPage OfPost(string handle, string slug) =>
        new(handle.ToLowerInvariant(), slug.ToLowerInvariant(), 0);

    public static LocalPage OfThing(int number) => new("", "", number);

    public static bool IsOurs(Uri link, Uri site) =>
        string.Equals(link.IdnHost, site.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (link.Port == site.Port || (link.IsDefaultPort && site.IsDefaultPort));

    /// <summary>Null when the link leads elsewhere, or to a page of ours that keeps no mentions.</summary>
    public static LocalPage? Read(Uri link, Uri site) =>
        IsOurs(link, site) ? Read(Uri.UnescapeDataString(link.AbsolutePath)) : null;

    /// <summary>The page whose trackback address this is; null when it is none.</summary>
    public static LocalPage? OfTrackback(Uri link, Uri site)
    {
        const string ending = "/trackback";
        var path = Uri.UnescapeDataString(link.AbsolutePath).TrimEnd('/');
        return IsOurs(link, site) && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? Read(path[..^ending.Length])
            : null;
    }

    private static LocalPage? Read(string path) =>
        OneSpelling.Bare(path).Split('/') switch
        {
            ["", ['@', _, ..] handle, { Length: > 0 } slug] => new(handle[1..], slug, 0),
            ["", "things", var number]
                when int.TryParse(
                    number,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var thing
                )
                    && thing > 0 => new("", "", thing),
            _ => null,
        };
}
