using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>What follows from the events of the demo course: only that it can be searched. Nothing is mailed, fetched or told to other sites.</summary>
internal sealed class DemoJobs(CourseDb db, Reactions reactions, IServiceProvider services)
{
    /// <summary>Kinds that are done at once, in the transaction of the load; all others are dropped.</summary>
    private static readonly List<string> DoneAtOnce =
    [
        "PostPublished>IndexPost",
        "CommentAccepted>IndexComment",
        "PersonaChanged>IndexPersona",
        "ThingRevised>IndexThing",
    ];

    public async Task Settle(CancellationToken stop)
    {
        var due = await db
            .Jobs.AsNoTracking()
            .Where(j => j.Name == null && DoneAtOnce.Contains(j.Kind))
            .Select(j => new { j.Kind, j.Payload })
            .ToListAsync(stop);
        foreach (var job in due)
        {
            var handler = reactions.Find(job.Kind)!;
            var payload = JsonSerializer.Deserialize(
                job.Payload,
                handler.Payload,
                JobJson.Options
            )!;
            await handler.Run(services, payload, stop);
        }

        await db.Jobs.Where(j => j.Name == null).ExecuteDeleteAsync(stop);
    }
}
