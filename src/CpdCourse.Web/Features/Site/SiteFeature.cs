using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Site;

internal static class SiteFeature
{
    private const string Xml = "application/xml; charset=utf-8";
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    // Pages that are one person's own, or that hold nothing but a form.
    private static readonly string[] NotForRobots =
    [
        "/write",
        "/drafts",
        "/studio",
        "/search",
        "/me$",
        "/me/",
        "/report",
        "/join",
        "/sign-in",
        "/forgot",
        "/confirm",
        "/setup",
        "/welcome",
    ];

    public static void AddSite(this IServiceCollection services)
    {
        services.AddSingleton<PlainPages>();
        services.AddScoped<Sitemap>();
        services.AddScoped<Readiness>();
        services.AddSingleton<KeptReadiness>();
        services.AddScoped<NearestPage>();
    }

    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok")).ShortCircuit();
        routes
            .MapGet(
                "/readyz",
                async (
                    Drain drain,
                    KeptReadiness readiness,
                    HttpResponse response,
                    CancellationToken stop
                ) =>
                {
                    response.Headers.CacheControl = "no-store";
                    var problem = drain.IsStopping ? "stopping" : await readiness.Problem(stop);
                    return problem is not null
                        ? Results.Text(
                            $"not ready: {problem}",
                            statusCode: StatusCodes.Status503ServiceUnavailable
                        )
                        : Results.Text("ready");
                }
            )
            // Whoever watches over several nodes asks often, from one address; the answer is kept.
            .DisableRateLimiting();
        routes
            .MapMethods(
                "/sitemap.xml",
                GetOrHead,
                async (Sitemap map, ReadingLimit limit, HttpContext http) =>
                    limit.Allows(http)
                        ? Public(http, Results.Bytes(await map.Whole(http.RequestAborted), Xml))
                        : TooMany
            )
            .ShortCircuit();
        routes
            .MapMethods(
                "/sitemap-{number:int:min(1):max(100000)}.xml",
                GetOrHead,
                async (int number, Sitemap map, ReadingLimit limit, HttpContext http) =>
                    !limit.Allows(http) ? TooMany
                    : await map.File(number, http.RequestAborted) is { } file
                        ? Public(http, Results.Bytes(file, Xml))
                    : Results.NotFound()
            )
            .ShortCircuit();
        routes
            .MapMethods(
                "/robots.txt",
                GetOrHead,
                (SiteSettings site, HttpContext http) => Public(http, Results.Text(Robots(site)))
            )
            .ShortCircuit();
    }

    private static IResult TooMany { get; } =
        Results.StatusCode(StatusCodes.Status429TooManyRequests);

    private static IResult Public(HttpContext http, IResult answer)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return answer;
    }

    private static string Robots(SiteSettings site) =>
        string.Join(
            '\n',
            [
                "User-agent: *",
                .. NotForRobots.Select(path => $"Disallow: {path}"),
                "",
                $"Sitemap: {site.Absolute("/sitemap.xml")}",
                "",
            ]
        );
}
