using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>Which post: by its number, or a new one by the key of its form.</summary>
internal sealed record PostToSave(int? Number, Id<Post> New);

/// <summary>Keeps what was typed, in a new post or in one that is there. Never overwrites a text that its writer has not seen.</summary>
internal sealed class SaveDraft(CourseDb db, TimeProvider clock)
{
    public async Task<(Post? Post, Outcome Outcome)> Of(
        PostToSave target,
        Id<Persona> persona,
        IReadOnlyList<Id<Persona>> mine,
        Draft typed,
        int version,
        CancellationToken stop
    )
    {
        for (var again = 0; ; again++)
        {
            var post = await PostOf(target, persona, mine, stop);
            if (post is null)
            {
                return (null, Refusals.NoSuchPost);
            }

            if (target.Number is null && IsSentAgain(post, typed))
            {
                return (post, Outcome.Done);
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
            catch (DbUpdateException) when (again < 3)
            {
                // Two saves at the same moment: the second one sees the first, and is put aside.
                db.ChangeTracker.Clear();
            }
        }
    }

    // A double click, a reload: the first answer is shown again.
    private static bool IsSentAgain(Post post, Draft typed) =>
        post.Version > 0 && (post.Draft?.Text ?? post.Text).Trim() == typed.Text.Trim();

    private async Task<Post?> PostOf(
        PostToSave target,
        Id<Persona> persona,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var mineToEdit = db.Posts.Editable().Where(p => mine.Contains(p.Author));
        if (target.Number is { } number)
        {
            return await mineToEdit.SingleOrDefaultAsync(p => p.Number == number, stop);
        }

        if (await mineToEdit.SingleOrDefaultAsync(p => p.Id == target.New, stop) is { } known)
        {
            return known;
        }

        var taken = await db.Posts.AnyAsync(p => p.Id == target.New, stop);
        var post = Post.Begin(
            persona,
            await db.NextNumber("post", stop),
            clock.GetUtcNow(),
            taken ? null : target.New
        );
        db.Posts.Add(post);
        return post;
    }
}
