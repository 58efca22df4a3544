using System.Net;
using CpdCourse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests;

/// <summary>A site whose requests all arrive from one machine, such as a web server in front.</summary>
internal class SiteAt(string from, params (string, string)[] with) : CourseSite(with)
{
    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.AddSingleton<IStartupFilter>(new From(IPAddress.Parse(from)));
    }

    private sealed class From(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, go) =>
                    {
                        context.Connection.RemoteIpAddress = address;
                        return go(context);
                    }
                );
                next(app);
            };
    }
}
