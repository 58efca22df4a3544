using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;

namespace CpdCourse.WebTests.Feeds;

/// <summary>What the rules for the three forms share: dates, addresses, ids, HTML. A rule gives a complaint for each time that it is broken.</summary>
internal static partial class FeedRules
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";

    private static readonly string[] Rfc822 =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
    ];

    /// <summary>Exactly one, or at most one, of these elements.</summary>
    public static IEnumerable<string> Count(XElement parent, bool must, params XName[] names) =>
        from name in names
        let count = parent.Elements(name).Count()
        where count > 1 || (must && count == 0)
        select $"{parent.Name.LocalName} has {count} {name.LocalName}";

    /// <summary>RFC 4287, 3.3: RFC 3339 with a capital T and Z.</summary>
    public static IEnumerable<string> Moment(string? written) =>
        written is not null
        && Rfc3339().IsMatch(written)
        && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out _)
            ? []
            : [$"“{written}” is no date of RFC 3339"];

    /// <summary>The date as RSS has it, with the right day of the week: that is what the parser compares.</summary>
    public static IEnumerable<string> Day(string? written) =>
        DateTime.TryParseExact(
            written,
            Rfc822,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        )
            ? []
            : [$"“{written}” is no date of RFC 822"];

    /// <summary>A whole address, with nothing in it that has to be escaped.</summary>
    public static IEnumerable<string> Whole(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && Uri.IsWellFormedUriString(address, UriKind.Absolute)
            ? []
            : [$"“{address}” is no whole address"];

    /// <summary>RFC 4151, 2.1: an authority, a date, and something of our own.</summary>
    public static IEnumerable<string> TagUri(string? id) =>
        id is not null && Rfc4151().IsMatch(id) ? [] : [$"“{id}” is no tag: URI"];

    /// <summary>Addresses in it are whole, and nothing in it is what readers take out for safety (the validator's SecurityRisk and DangerousStyleAttr).</summary>
    public static IEnumerable<string> Html(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            if (Dangerous.Contains(element.LocalName, StringComparer.Ordinal))
            {
                yield return $"HTML with {element.LocalName}";
            }

            foreach (var attribute in element.Attributes)
            {
                if (
                    attribute.Name is "style"
                    || attribute.Name.StartsWith("on", StringComparison.Ordinal)
                )
                {
                    yield return $"HTML with {attribute.Name}";
                }

                if (
                    attribute.Name is "href" or "src"
                    && !attribute.Value.StartsWith("mailto:", StringComparison.Ordinal)
                )
                {
                    foreach (var complaint in Whole(attribute.Value))
                    {
                        yield return complaint;
                    }
                }
            }
        }
    }

    /// <summary>Nothing twice.</summary>
    public static IEnumerable<string> Once(IEnumerable<string?> ids) =>
        ids.GroupBy(id => id, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key} is there {g.Count()} times");

    /// <summary>BCP 47, as far as its shape goes.</summary>
    public static IEnumerable<string> Language(string? tag) =>
        tag is not null && Bcp47().IsMatch(tag) ? [] : [$"“{tag}” is no language"];

    private static readonly string[] Dangerous =
    [
        "script",
        "style",
        "object",
        "embed",
        "iframe",
        "form",
        "input",
        "meta",
        "link",
        "base",
    ];

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Rfc3339();

    [GeneratedRegex(
        @"^tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})+$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Rfc4151();

    [GeneratedRegex(
        "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Bcp47();
}
