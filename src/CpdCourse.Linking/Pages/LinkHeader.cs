using System.Text;

namespace CpdCourse.Linking.Pages;

/// <summary>A link by which a page or an answer says what belongs to it: where it leads, its relations as a list of words, and what it says of the type and title there (RFC 8288, 2).</summary>
public sealed record WebLink(Uri Address, string Relations, string? Type, string? Title)
{
    /// <summary>Whether the link has this relation; case does not matter.</summary>
    public bool Is(string relation) => PageWalk.HasWord(Relations, relation);
}

/// <summary>Reads Link headers (RFC 8288, 3).</summary>
public static class LinkHeader
{
    // A page that sends more says nothing with them.
    private const int MostLinks = 100;

    /// <summary>The links about <paramref name="page"/> in order, from all the headers of an answer; those about another page (RFC 8288, 3.2) and those that do not lead to the web are left out.</summary>
    public static IReadOnlyList<WebLink> Read(IEnumerable<string> headers, Uri page)
    {
        var links = new List<WebLink>();
        foreach (var header in headers)
        {
            var at = 0;
            while (
                links.Count < MostLinks
                && at < header.Length
                && header.IndexOf('<', at) is >= 0 and var start
            )
            {
                var end = header.IndexOf('>', start);
                if (end < 0)
                {
                    break;
                }

                var said = Parameters(header, end + 1, out at);
                if (
                    IsAbout(page, said.GetValueOrDefault("anchor"))
                    && WebAddress.Resolve(page, header[(start + 1)..end]) is { } address
                )
                {
                    links.Add(
                        new WebLink(
                            address,
                            said.GetValueOrDefault("rel") ?? "",
                            said.GetValueOrDefault("type"),
                            said.GetValueOrDefault("title")
                        )
                    );
                }
            }
        }

        return links;
    }

    private static bool IsAbout(Uri page, string? anchor) =>
        anchor is null
        || (WebAddress.Resolve(page, anchor) is { } about && WebAddress.AreSamePage(page, about));

    // The first of several parameters with one name counts (RFC 8288, 3.3).
    private static Dictionary<string, string> Parameters(string header, int at, out int end)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var part = new StringBuilder();
        var isQuoted = false;
        for (; at < header.Length && (isQuoted || header[at] != ','); at++)
        {
            var c = header[at];
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && c == '\\' && at + 1 < header.Length)
            {
                part.Append(header[++at]);
            }
            else if (c == ';' && !isQuoted)
            {
                Keep();
            }
            else
            {
                part.Append(c);
            }
        }

        Keep();
        end = at + 1;
        return said;

        void Keep()
        {
            var pair = part.ToString().Split('=', 2);
            if (pair.Length == 2)
            {
                said.TryAdd(pair[0].Trim(), pair[1].Trim());
            }

            part.Clear();
        }
    }
}
