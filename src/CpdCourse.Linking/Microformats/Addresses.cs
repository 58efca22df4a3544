namespace CpdCourse.Linking.Microformats;

/// <summary>The addresses that a value of a property stands for.</summary>
internal static class Addresses
{
    /// <summary>The value itself and, when it is a thing, the addresses of that; only those of web pages.</summary>
    public static IEnumerable<Uri> Of(PropertyValue value) =>
        (value.Item?.Values("url") ?? [])
            .Select(u => u.Text)
            .Prepend(value.Text)
            .Select(WebAddress.Read)
            .OfType<Uri>();

    /// <summary>Whether the value names the page.</summary>
    public static bool Name(PropertyValue value, Uri page) =>
        Of(value).Any(u => WebAddress.AreSamePage(u, page));
}
