namespace CpdCourse.Linking.Microformats;

/// <summary>The class names of the classic microformats and what each stands for, as the wiki's pages of the h-* types say under "backward compatibility".</summary>
internal static class ClassicVocabulary
{
    private const string Place =
        "p-post-office-box p-extended-address p-street-address p-locality p-region p-postal-code p-country-name";

    // One entry is: the class, what it becomes, the thing it is as well. Where the class is only the name without its prefix, it is left out.
    private static readonly Dictionary<string, Dictionary<string, ClassicProperty>> Types = new(
        StringComparer.Ordinal
    )
    {
        ["h-adr"] = Entries(Place),
        ["h-card"] = Entries(
            $"{Place} fn>p-name p-honorific-prefix p-given-name p-additional-name p-family-name p-honorific-suffix p-nickname "
                + "u-photo u-logo u-sound u-url u-uid u-email u-key p-tel p-tz p-label p-adr p-geo p-latitude p-longitude "
                + "dt-bday dt-rev p-note p-role title>p-job-title p-org p-organization-name p-organization-unit "
                + "p-category p-agent p-mailer p-class p-sort-string"
        ),
        ["h-entry"] = Entries(
            "entry-title>p-name entry-summary>p-summary entry-content>e-content dt-published dt-updated author>p-author+h-card p-category"
        ),
        ["h-event"] = Entries(
            "summary>p-name dtstart>dt-start dtend>dt-end dt-duration p-description u-url p-category p-location p-geo "
                + "p-latitude p-longitude p-attendee p-contact p-organizer"
        ),
        ["h-feed"] = Entries(
            "site-title>p-name site-description>p-summary author>p-author+h-card u-photo u-url p-category"
        ),
        ["h-geo"] = Entries("p-latitude p-longitude"),
        ["h-item"] = Entries("fn>p-name u-photo u-url"),
        ["h-news"] = Entries("p-entry p-dateline p-geo source-org>p-source-org+h-card"),
        ["h-product"] = Entries(
            "fn>p-name u-photo p-brand p-category p-description u-identifier u-url p-price review>p-review+h-review"
        ),
        ["h-recipe"] = Entries(
            "fn>p-name p-ingredient p-yield e-instructions dt-duration p-nutrition u-photo p-summary author>p-author+h-card dt-published p-category"
        ),
        ["h-resume"] = Entries(
            "p-summary contact>p-contact+h-card education>p-education+h-event experience>p-experience+h-event p-skill affiliation>p-affiliation+h-card"
        ),
        ["h-review"] = Entries(
            "summary>p-name fn>p-name item>p-item+h-item reviewer>p-author+h-card dtreviewed>dt-reviewed p-rating p-best p-worst "
                + "description>e-content u-url u-photo p-category"
        ),
        ["h-review-aggregate"] = Entries(
            "summary>p-name fn>p-name item>p-item+h-item p-rating p-average p-best p-worst p-count p-votes u-url u-photo p-category"
        ),
    };

    /// <summary>The properties of a type by their classic class names.</summary>
    public static IReadOnlyDictionary<string, ClassicProperty> Of(string type) =>
        Types.TryGetValue(type, out var properties) ? properties : Types["h-geo"];

    private static Dictionary<string, ClassicProperty> Entries(string list)
    {
        var entries = new Dictionary<string, ClassicProperty>(StringComparer.Ordinal);
        foreach (var entry in list.Split(' '))
        {
            var (classic, rest) = Halves(entry, '>');
            var (modern, root) = Halves(rest.Length > 0 ? rest : classic, '+');
            var property = ClassNames.Properties([modern]).Single();
            entries.Add(
                rest.Length > 0 ? classic : property.Name,
                new ClassicProperty(property, root.Length > 0 ? root : null)
            );
        }

        return entries;
    }

    private static (string Left, string Right) Halves(string text, char mark) =>
        text.Split(mark, 2) is [var left, var right] ? (left, right) : (text, "");
}
