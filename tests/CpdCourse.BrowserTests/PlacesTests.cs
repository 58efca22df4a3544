using CpdCourse.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>No page is left out.</summary>
public sealed class PlacesTests
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

    private static bool Leads(string path, string page) =>
        new TemplateMatcher(TemplateParser.Parse(page), []).TryMatch(
            path.Replace("{draft}", "1", StringComparison.Ordinal).Split('?')[0],
            []
        );
}
