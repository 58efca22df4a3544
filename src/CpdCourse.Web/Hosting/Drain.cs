namespace CpdCourse.Web.Hosting;

/// <summary>
/// Stops the site without breaking an answer: what it was told first it says, at <c>/readyz</c>; then it goes on for a while, so that whoever shares requests out
/// can hear of it; then it takes no more, and finishes what has begun.
/// </summary>
internal sealed class Drain(IHostApplicationLifetime life, SiteSettings site)
    : IHostedLifecycleService
{
    /// <summary>For what has begun.</summary>
    public static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(10);

    /// <summary>Told to stop.</summary>
    public bool IsStopping => life.ApplicationStopping.IsCancellationRequested;

    /// <summary>Before anything is stopped.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(site.DrainSeconds), cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class Draining
{
    public static void AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Drain>());
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<SiteSettings>(
                (host, site) =>
                    host.ShutdownTimeout = TimeSpan.FromSeconds(site.DrainSeconds) + Drain.ToFinish
            );
    }

    /// <summary>Each answer is the last of its connection while the site stops: a web server in front that keeps connections must not find one closed.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (http, next) =>
            {
                if (drain.IsStopping && HttpProtocol.IsHttp11(http.Request.Protocol))
                {
                    http.Response.Headers.Connection = "close";
                }

                return next(http);
            }
        );
    }
}
