namespace CpdCourse.Web.Hosting;

/// <summary>What a page tells the layout about itself.</summary>
internal sealed class PageHead
{
    /// <summary>Without the site's name; the layout adds it.</summary>
    public string Title { get; set; } = "";

    /// <summary>Plain text for search engines and cards.</summary>
    public string Description { get; set; } = "";

    /// <summary>Local path of the one address of this content.</summary>
    public string? Canonical { get; set; }

    /// <summary>Whole address of the page elsewhere of whose text this one is a copy: search engines are sent there.</summary>
    public string? CopyOf { get; set; }

    /// <summary>Which entry of the main navigation is current: things, responses, people.</summary>
    public string Nav { get; set; } = "";

    /// <summary>Which entry of the Studio's navigation is current; empty outside the Studio.</summary>
    public string Studio { get; set; } = "";

    public bool NoIndex { get; set; }

    /// <summary>Other sites may tell that they link to this page (Webmention 3.1.2).</summary>
    public bool TakesWebmentions { get; set; }

    /// <summary>The same by pingback.</summary>
    public bool TakesPingbacks { get; set; }

    /// <summary>Open Graph type: "website", "article" or "profile".</summary>
    public string Kind { get; set; } = "website";

    public List<Crumb> Crumbs { get; } = [];

    /// <summary>Feeds of this page, beside the site's own: path of the Atom form, and title.</summary>
    public List<(string Path, string Title)> Feeds { get; } = [];

    /// <summary>The feed with what this page shows: the first that it names, unless it says otherwise.</summary>
    public string? Topic
    {
        get => field ?? Feeds.Select(f => f.Path).FirstOrDefault(f => !FeedAddress.IsSearch(f));
        set;
    }

    /// <summary>Whether other sites may show its card in a frame (oEmbed).</summary>
    public bool HasCard { get; set; }

    /// <summary>Scripts beyond the site's own, by file name in wwwroot/js.</summary>
    public List<string> Scripts { get; } = [];

    public PageHead Add(string text, string? href = null)
    {
        Crumbs.Add(new Crumb([new CrumbLink(text, href)]));
        return this;
    }

    public PageHead AddCategories(IEnumerable<CategoryName> categories)
    {
        var links = categories
            .Select(c => new CrumbLink(c.Name, Addresses.Category(c.Slug)))
            .ToList();
        if (links.Count > 0)
        {
            Crumbs.Add(new Crumb(links));
        }

        return this;
    }
}

/// <summary>One step of the breadcrumb; several links stand side by side.</summary>
internal sealed record Crumb(IReadOnlyList<CrumbLink> Links);

/// <summary>Without an address it is the page one is on.</summary>
internal sealed record CrumbLink(string Text, string? Href);
