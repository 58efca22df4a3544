using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Forms that write are worked on a few at a time, by threads that give way to those of readers. When a hundred arrive together they are all done as soon as
/// before, and a reader who comes meanwhile waits behind none of them. It is a courtesy to readers and no limit: whoever has waited for a second goes on at once.
/// </summary>
internal sealed class FormTurns : IDisposable
{
    // Most of them wait for the disk, together; see GroupedWrites.
    private const int ForEachProcessor = 32;

    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    public static readonly int AtOnce = ForEachProcessor * Environment.ProcessorCount;

    private readonly SemaphoreSlim turns = new(AtOnce);

    public async Task Take(HttpContext http, RequestDelegate next)
    {
        if (!await turns.WaitAsync(Courtesy, http.RequestAborted))
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    // Sign-ins have turns of their own, and take much longer.
    public static bool IsFor(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName
            is ServerHosting.WriteLimit
                or ServerHosting.SaveLimit;
}

internal static class FormTurnsHosting
{
    public static void UseFormTurns(this WebApplication app)
    {
        var turns = app.Services.GetRequiredService<FormTurns>();
        var threads = new ModestThreads("forms", Environment.ProcessorCount);
        app.Lifetime.ApplicationStopped.Register(threads.Dispose);
        app.Use(
            (http, next) =>
                FormTurns.IsFor(http)
                    ? turns.Take(http, form => threads.Run(() => next(form)))
                    : next(http)
        );
    }
}
