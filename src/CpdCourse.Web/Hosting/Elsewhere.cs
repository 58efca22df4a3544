using CpdCourse.Domain.Conversation;

namespace CpdCourse.Web.Hosting;

/// <summary>Which links lead to other sites.</summary>
internal static class Elsewhere
{
    /// <summary>Whether an address is one of this site, by http or https.</summary>
    public static bool IsOurs(Uri link, Uri site) =>
        string.Equals(link.IdnHost, site.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (link.Port == site.Port || (link.IsDefaultPort && site.IsDefaultPort));

    /// <summary>Each page of another site once, spelled as in the text, since a receiver looks for that.</summary>
    public static IEnumerable<string> Of(IEnumerable<Uri> links, Uri site) =>
        links
            .Where(link => !IsOurs(link, site))
            .Select(link => link.AbsoluteUri)
            .DistinctBy(OutgoingLink.Page, StringComparer.Ordinal);
}
