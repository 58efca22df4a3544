using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>The author wants a site told once more.</summary>
internal sealed class TellAgain(CourseDb db, TimeProvider clock)
{
    /// <summary>What was taken, or is on its way, is not sent again.</summary>
    public async Task<Outcome> ByAuthor(
        Id<OutgoingLink> id,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var link = await db.OutgoingLinks.SingleOrDefaultAsync(
            l => l.Id == id && db.Posts.Any(p => p.Id == l.Post && mine.Contains(p.Author)),
            stop
        );
        if (link is null)
        {
            return Refusals.NoSuchPost;
        }

        if (link.MayBeSentAgain())
        {
            link.Again();
            db.Later<TellSite>(LinkToTell.Of(link), clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }

        return Outcome.Done;
    }
}
