using CpdCourse.Linking.Fetching;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CpdCourse.WebTests;

/// <summary>A site that gives others a second to answer, and ten to answer a call.</summary>
internal sealed class HurriedSite() : CourseSite(StrangersSite.Allowed)
{
    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.RemoveAll<SafeFetcher>();
        services.AddSingleton(provider => new SafeFetcher(
            OutboundHosting.Options(
                provider.GetRequiredService<OutboundSettings>(),
                provider.GetRequiredService<SiteSettings>()
            ) with
            {
                Total = TimeSpan.FromSeconds(1),
                Call = TimeSpan.FromSeconds(10),
            },
            provider.GetRequiredService<IResolveHosts>(),
            provider.GetRequiredService<FetchRates>()
        ));
    }
}
