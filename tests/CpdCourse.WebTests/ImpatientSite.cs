using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CpdCourse.WebTests;

/// <summary>A site on which nobody waits longer than a fifth of a second for their turn to write.</summary>
internal sealed class ImpatientSite : CourseSite
{
    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.RemoveAll<WriteTurns>();
        services.AddSingleton(new WriteTurns(TimeSpan.FromMilliseconds(200)));
    }
}
