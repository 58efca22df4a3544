using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>Keeps what was typed, in a new post or in one that is there. Never overwrites a text that its writer has not seen.</summary>
internal sealed class SaveDraft(CourseDb db, TimeProvider clock)
{
    public async Task<(Post? Post, Outcome Outcome)> Of(
        int? number,
        Id<Persona> persona,
        IReadOnlyList<Id<Persona>> mine,
        Draft typed,
        int version,
        CancellationToken stop
    )
    {
        for (var again = 0; ; again++)
        {
            var post = await PostOf(number, persona, mine, stop);
            if (post is null)
            {
                return (null, Refusals.NoSuchPost);
            }

            var outcome = post.Slug is null ? post.WriteAs(persona) : Outcome.Done;
            outcome = outcome.IsDone ? post.SaveDraft(typed, version, clock.GetUtcNow()) : outcome;
            try
            {
                if (outcome.IsDone || outcome.Refusal == Refusals.ChangedMeanwhile)
                {
                    await db.SaveChangesAsync(stop);
                }

                return (post, outcome);
            }
            catch (DbUpdateConcurrencyException) when (again < 3)
            {
                // Two saves at the same moment: the second one sees the first, and is put aside.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Post?> PostOf(
        int? number,
        Id<Persona> persona,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        if (number is not null)
        {
            return await db
                .Posts.Editable()
                .SingleOrDefaultAsync(p => p.Number == number && mine.Contains(p.Author), stop);
        }

        var post = Post.Begin(persona, await db.NextNumber("post", stop), clock.GetUtcNow());
        db.Posts.Add(post);
        return post;
    }
}
