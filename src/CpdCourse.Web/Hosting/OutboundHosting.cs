using CpdCourse.Linking.Fetching;
using Microsoft.Extensions.Options;

namespace CpdCourse.Web.Hosting;

/// <summary>The one way out of this server, with the site's settings.</summary>
internal static class OutboundHosting
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<OutboundSettings>, OutboundCheck>();
        services.AddSingleton<IValidateOptions<LinkingSettings>, HubCheck>();
        services.AddSingleton<IResolveHosts, SystemHosts>();
        services.AddSingleton(provider => new SafeFetcher(
            Options(
                provider.GetRequiredService<OutboundSettings>(),
                provider.GetRequiredService<SiteSettings>()
            ),
            provider.GetRequiredService<IResolveHosts>(),
            provider.GetRequiredService<FetchRates>(),
            url => provider.GetRequiredService<SecurityLog>().FetchRefused(url.Host)
        ));
        services.AddSingleton<FetchRates>();
        services.AddHostedService<OutboundWarning>();
    }

    /// <summary>The limits of every request, and who asks: the people asked can read what for.</summary>
    internal static OutboundOptions Options(OutboundSettings settings, SiteSettings site)
    {
        // A name in the site's own script is ASCII in a header.
        var home = new UriBuilder(site.Base) { Host = site.Base.IdnHost }.Uri;
        return new OutboundOptions
        {
            AllowPrivateNetworks = settings.AllowPrivateNetworks,
            AllowedPorts = settings.AllowedPorts,
            OwnHost = home.Authority,
            UserAgent = $"CpdCourse/{Version} (+{home.AbsoluteUri}about#h-linking; Webmention)",
        };
    }

    private static string Version =>
        typeof(OutboundHosting).Assembly.GetName().Version?.ToString(3)
        ?? throw new InvalidOperationException("The program has no version.");
}

/// <summary>Stops the start with a sentence when a network or a port is none.</summary>
internal sealed class OutboundCheck : IValidateOptions<OutboundSettings>
{
    public ValidateOptionsResult Validate(string? name, OutboundSettings options)
    {
        var wrong = new OutboundOptions
        {
            AllowPrivateNetworks = options.AllowPrivateNetworks,
            AllowedPorts = options.AllowedPorts,
        }.Validate();
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}

/// <summary>Says at every start that strangers may make this server look into a private network.</summary>
internal sealed class OutboundWarning(OutboundSettings settings, ILogger<OutboundWarning> log)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.AllowPrivateNetworks.Length > 0)
        {
            log.LogWarning(
                "Outbound:AllowPrivateNetworks is set: pages at {Networks} may be fetched on behalf of strangers.",
                string.Join(", ", settings.AllowPrivateNetworks)
            );
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
