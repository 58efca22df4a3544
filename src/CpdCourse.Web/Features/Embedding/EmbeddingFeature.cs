using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Embedding;

internal static class EmbeddingFeature
{
    public static void AddEmbedding(this IServiceCollection services)
    {
        services.AddScoped<FindCard>();
        services.AddScoped<OEmbed>();
    }

    // Short-circuited like feeds: nobody is signed in here.
    public static void MapEmbedding(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(
                "/oembed",
                [HttpMethods.Get, HttpMethods.Head],
                async (HttpContext http) =>
                {
                    var services = http.RequestServices;
                    if (services.GetRequiredService<ReadingLimit>().Allows(http))
                    {
                        http.Response.Headers.CacheControl = "public, max-age=300";
                        var answer = await services
                            .GetRequiredService<OEmbed>()
                            .Answer(http.Request.Query, http.RequestAborted);
                        await answer.ExecuteAsync(http);
                    }
                }
            )
            .ShortCircuit();
}
