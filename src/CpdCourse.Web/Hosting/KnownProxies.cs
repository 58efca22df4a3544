using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Who may say where a request comes from: the web servers in front that the settings name, and nobody else. Otherwise a header would be all it takes to get
/// round every limit that counts by network.
/// </summary>
internal static class KnownProxies
{
    /// <summary>Requests for another site's name are turned away, unless the program runs on the computer it is tried on.</summary>
    public static void AddKnownHosts(this WebApplicationBuilder builder)
    {
        if (
            builder.Environment.IsDevelopment()
            || !string.IsNullOrEmpty(builder.Configuration["AllowedHosts"])
        )
        {
            return;
        }

        // The server in front may ask by this machine's own name, and so may whoever looks after it.
        builder
            .Services.AddOptions<HostFilteringOptions>()
            .Configure<SiteSettings>(
                (options, site) =>
                    options.AllowedHosts = site.Base.IsLoopback
                        ? ["*"]
                        : [site.Base.IdnHost, "localhost", "127.0.0.1", "[::1]"]
            );
    }

    public static void UseKnownProxies(this WebApplication app)
    {
        var known = app.Services.GetRequiredService<SiteSettings>().KnownProxies;
        if (known.Length == 0)
        {
            return;
        }

        // No limit of steps: it ends at the first address that is not one of ours.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var each in known)
        {
            options.KnownIPNetworks.Add(Read(each)!.Value);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>An address, or a range of them in CIDR form; null for anything else.</summary>
    public static IPNetwork? Read(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
