using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>A form of the editor, ready to be kept.</summary>
/// <param name="Number">The post it is about; null when it begins one.</param>
/// <param name="New">The post it begins: the same for the same form, so that sending it twice begins one.</param>
/// <param name="Version">What the form started from.</param>
/// <param name="As">The persona that writes.</param>
/// <param name="Typed">Everything in it.</param>
internal sealed record PostForm(
    int? Number,
    Id<Post> New,
    int Version,
    Id<Persona> As,
    Draft Typed
);

/// <summary>Keeps what was typed, in a new post or in one that is there. Never overwrites a text that its writer has not seen.</summary>
internal sealed class SaveDraft(CourseDb db, GlanceCache glance, TimeProvider clock)
{
    public Task<(Post? Post, Outcome Outcome)> Of(
        PostForm form,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    ) => db.Insist(() => Try(form, mine, stop));

    private async Task<(Post? Post, Outcome Outcome)> Try(
        PostForm form,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var post = await PostOf(form, mine, stop);
        if (post is null)
        {
            return (null, Refusals.NoSuchPost);
        }

        var course = await glance.Get(stop);
        var things = post.Responses.Select(r => course.Thing(r.Thing)).OfType<ThingGlance>();
        var outcome = post.SaveDraft(
            form.Typed,
            VersionOf(form, post),
            clock.GetUtcNow(),
            form.As,
            [.. things.Select(t => t.Number)]
        );
        if (outcome.IsDone || outcome.Refusal == Refusals.ChangedMeanwhile)
        {
            await db.SaveChangesAsync(stop);
        }

        return (post, outcome);
    }

    // The first save of a new form may have come through although its answer was lost: what the same form says next goes on from there.
    private static int VersionOf(PostForm form, Post post) =>
        form.Number is not null ? form.Version
        : post.Version <= 1 ? post.Version
        : 0;

    private async Task<Post?> PostOf(
        PostForm form,
        IReadOnlyList<Id<Persona>> mine,
        CancellationToken stop
    )
    {
        var mineToEdit = db.Posts.Editable().Where(p => mine.Contains(p.Author));
        if (form.Number is { } number)
        {
            return await mineToEdit.SingleOrDefaultAsync(p => p.Number == number, stop);
        }

        if (await mineToEdit.SingleOrDefaultAsync(p => p.Id == form.New, stop) is { } known)
        {
            return known;
        }

        var taken = await db.Posts.AnyAsync(p => p.Id == form.New, stop);
        var post = Post.Begin(
            form.As,
            await db.NextNumber("post", stop),
            clock.GetUtcNow(),
            taken ? null : form.New
        );
        db.Posts.Add(post);
        return post;
    }
}
