using System.Text.RegularExpressions;
using CpdCourse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>One way to call the site: a method, a route, and for pages the names of their handlers.</summary>
internal sealed record Address(string Method, string Route, IReadOnlySet<string> Handlers)
{
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>What the routing of the running application knows.</summary>
internal static partial class Endpoints
{
    private static readonly HashSet<string> NoHandlers = [];

    public static async Task<IReadOnlyList<Address>> Of(CourseSite site)
    {
        var found = new List<Address>();
        foreach (
            var endpoint in site
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => !IsFile(e))
        )
        {
            found.AddRange(await Of(endpoint, site.Services));
        }

        return [.. found.DistinctBy(a => a.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>True when a form that is sent to this path reaches a handler.</summary>
    public static bool Takes(
        this IEnumerable<Address> addresses,
        string method,
        string path,
        string handler
    ) =>
        addresses.Any(a =>
            a.Method == method
            && Fits(a.Route, path)
            && (a.Handlers.Count == 0 || a.Handlers.Contains(handler))
        );

    private static async Task<IEnumerable<Address>> Of(
        RouteEndpoint endpoint,
        IServiceProvider services
    )
    {
        var route =
            "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "").TrimStart('/');
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
        {
            var compiled = await services
                .GetRequiredService<PageLoader>()
                .LoadAsync(page, endpoint.Metadata);
            return compiled
                .HandlerMethods.GroupBy(h => Folded(h.HttpMethod), StringComparer.Ordinal)
                .Select(g => new Address(
                    g.Key,
                    route,
                    g.Select(h => h.Name ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase)
                ))
                // A page without a model of its own is shown all the same.
                .DefaultIfEmpty(new Address(HttpMethods.Get, route, NoHandlers));
        }

        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Select(m => new Address(Folded(m), route, NoHandlers));
    }

    private static string Folded(string method) =>
        HttpMethods.IsHead(method) ? HttpMethods.Get : method.ToUpperInvariant();

    private static bool Fits(string route, string path) =>
        new TemplateMatcher(TemplateParser.Parse(route.TrimStart('/')), []).TryMatch(path, []);

    // Files of wwwroot, and what catches an address of a file that is not there.
    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText?.StartsWith("{**path", StringComparison.Ordinal) == true
        || endpoint.Metadata.Any(m =>
            m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal)
        );

    // "{number:int:min(1)}" is listed as "{number}", "{number:int?}" as "{number?}".
    [GeneratedRegex(@":[^{}?]+(?=\??\})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
