using System.Globalization;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>The address of a post, a Thing or a persona of ours, in whatever spelling it was linked: host, path and letter case as OneSpelling has them, fragment and query without meaning.</summary>
internal sealed record LocalPage
{
    private const string Comments = "comments";

    private LocalPage(string handle, string slug, int thing)
    {
        Handle = handle;
        Slug = slug;
        Thing = thing;
    }

    public string Handle { get; }

    public string Slug { get; }

    /// <summary>Number of the Thing; 0 for a post or a persona.</summary>
    public int Thing { get; }

    /// <summary>Number of a post in the address for trackbacks that has nothing else; 0 for every page that can be linked to.</summary>
    public int Number { get; private init; }

    public bool IsPost => Slug.Length > 0 || Number > 0;

    public bool IsThing => Thing > 0;

    public bool IsPersona => !IsPost && !IsThing;

    public string Address =>
        IsPost ? Addresses.Post(Handle, Slug)
        : IsThing ? Addresses.Thing(Thing)
        : Addresses.Persona(Handle);

    public static LocalPage OfPost(string handle, string slug) =>
        new(handle.ToLowerInvariant(), slug.ToLowerInvariant(), 0);

    public static LocalPage OfPost(int number) => new("", "", 0) { Number = number };

    public static LocalPage OfPersona(string handle) => new(handle.ToLowerInvariant(), "", 0);

    public static LocalPage OfThing(int number) => new("", "", number);

    /// <summary>Null when the link leads elsewhere, or to a page of ours that keeps no mentions.</summary>
    public static LocalPage? Read(Uri link, Uri site) =>
        Elsewhere.IsOurs(link, site) ? Read(Uri.UnescapeDataString(link.AbsolutePath)) : null;

    /// <summary>The page whose trackback address this is; null when it is none.</summary>
    public static LocalPage? OfTrackback(Uri link, Uri site)
    {
        const string ending = "/trackback";
        var path = Uri.UnescapeDataString(link.AbsolutePath).TrimEnd('/');
        return
            Elsewhere.IsOurs(link, site)
            && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            && Read(path[..^ending.Length]) is { IsPersona: false } page
            ? page
            : null;
    }

    /// <summary>The number of the comment that the address of a post goes on to, by its own address or its place on the page; null when it goes on to none.</summary>
    public static int? CommentIn(Uri link)
    {
        var parts = OneSpelling.Bare(Uri.UnescapeDataString(link.AbsolutePath)).Split('/');
        return parts is ["", _, _, Comments, var own] && Whole(own) is { } number ? number
            : link.Fragment.StartsWith("#c", StringComparison.OrdinalIgnoreCase)
                ? Whole(link.Fragment[2..])
            : null;
    }

    private static LocalPage? Read(string path) =>
        OneSpelling.Bare(path).Split('/') switch
        {
            ["", ['@', _, ..] handle] => new(handle[1..], "", 0),
            ["", ['@', _, ..] handle, { Length: > 0 } slug] => new(handle[1..], slug, 0),
            ["", ['@', _, ..] handle, { Length: > 0 } slug, Comments, var number]
                when Whole(number) is not null => new(handle[1..], slug, 0),
            ["", "things", var number] when Whole(number) is { } thing => new("", "", thing),
            _ => null,
        };

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;
}
