using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Puts a report before the organisers. Nobody is named in it: one need not be on the course, and nobody has to fear for reporting.</summary>
internal sealed class FileReport(
    CourseDb db,
    StrangerLimits strangers,
    FormKeys keys,
    TimeProvider clock
)
{
    public Task<Outcome> Of(
        (string About, ReportReason Reason, string Words) said,
        string network,
        string key,
        CancellationToken stop
    ) =>
        // The same form may come twice at the same moment: then the second finds what the first one left.
        db.Insist(() => Once(said, network, key, stop));

    private async Task<Outcome> Once(
        (string About, ReportReason Reason, string Words) said,
        string network,
        string key,
        CancellationToken stop
    )
    {
        if (await keys.Result<Report>(key, stop) is not null)
        {
            return Outcome.Done;
        }

        var (report, outcome) = Report.File(said.About, said.Reason, said.Words, clock.GetUtcNow());
        if (report is null)
        {
            return outcome;
        }

        if (!strangers.MayReport(network))
        {
            return Refusals.TooFast;
        }

        await using var transaction = await db.Begin(stop);
        await keys.Keep(db, key, report.Id, stop);
        db.Reports.Add(report);
        await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        return Outcome.Done;
    }
}
