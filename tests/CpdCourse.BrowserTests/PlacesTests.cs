using CpdCourse.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>No page is left out.</summary>
public sealed class PlacesTests(Stage stage)
{
    [Fact]
    public async Task Every_page_of_the_application_is_looked_at()
    {
        await using var site = new CourseSite();
        var pages = site
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/'))
            .Distinct(StringComparer.Ordinal)
            .Except(Places.NotPlaces, StringComparer.Ordinal);

        pages
            .Where(page => !Places.All.Any(place => Leads(place.Path, page)))
            .ShouldBeEmpty("pages without an example in Places.All");
    }

    [Fact]
    public async Task Nobody_may_open_a_page_for_whom_it_is_not_looked_at()
    {
        var site = await stage.Demo();
        foreach (var who in Places.Each)
        {
            using var browser = await Browser(site, who);
            foreach (var place in Places.All.Where(p => !p.For.HasFlag(who)))
            {
                var address = await Address(site, place);
                using var answer = await browser.GetAsync(address);

                // Refused, or led elsewhere.
                var reached = answer.RequestMessage!.RequestUri!.PathAndQuery;
                (answer.IsSuccessStatusCode && reached == address.OriginalString).ShouldBeFalse(
                    $"{place.Path} {who}"
                );
            }
        }
    }

    /// <summary>G3: tabs and bookmarks can be told apart by their titles.</summary>
    [Fact]
    public async Task No_two_pages_have_the_same_title()
    {
        var site = await stage.Demo();
        var titles = new List<(string Title, string Path)>();
        // One may answer a comment on the page of its post: that is one page.
        var pages = Places.All.Where(p => !p.Path.Contains("?reply=", StringComparison.Ordinal));
        foreach (var place in pages)
        {
            using var browser = await Browser(site, Places.Each.First(w => place.For.HasFlag(w)));
            var page = await browser.Page((await Address(site, place)).OriginalString);
            titles.Add((page.Title!, place.Path));
        }

        titles
            .GroupBy(t => t.Title, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.Path))}")
            .ShouldBeEmpty();
    }

    private static async Task<HttpClient> Browser(BrowserSite site, Who who)
    {
        var browser = site.Reader();
        if (Places.Handle(who) is { } handle)
        {
            browser.DefaultRequestHeaders.Add(
                "Cookie",
                await site.CookieOf($"{handle}@example.org")
            );
        }

        return browser;
    }

    private static async Task<Uri> Address(BrowserSite site, Place place) =>
        new(await Places.Address(site, place.Path), UriKind.Relative);

    private static bool Leads(string path, string page) =>
        new TemplateMatcher(TemplateParser.Parse(page), []).TryMatch(
            path.Replace(Places.Draft, "1", StringComparison.Ordinal)
                .Replace(Places.Own, "1", StringComparison.Ordinal)
                .Split('?')[0],
            []
        );
}
