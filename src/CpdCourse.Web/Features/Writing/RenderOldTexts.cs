using System.Data;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>
/// Renders again what older rules have rendered, from what its writer typed, a few texts at a time: no reader waits for it and no writer for long. It begins
/// where it stopped, because each text says which rules it was rendered by. Of a whole text from another site we have what was made of it, and clean that again.
/// </summary>
internal sealed class RenderOldTexts(CourseDb db, Renderer renderer, GlanceCache glance)
    : IRecurring
{
    private const int AtOnce = 25;

    // Half of a processor at most: pages are made meanwhile.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private IQueryable<Thing> Things => db.Things.Where(t => t.Rendered.Version < Render.Version);

    // A draft that was never published was never rendered.
    private IQueryable<Post> Posts =>
        db.Posts.Where(p => p.Rendered.Version < Render.Version && p.State != PostState.Draft);

    private IQueryable<Answer> Answers =>
        db.Answers.Where(a => a.Rendered.Version < Render.Version);

    private IQueryable<Comment> Comments =>
        db.Comments.Where(c => c.Rendered.Version < Render.Version);

    public async Task Run(CancellationToken stop)
    {
        if (!await IsAnythingOld(stop))
        {
            return;
        }

        var course = await glance.Get(stop);
        try
        {
            await All(OldThings(), stop);
            await All(OldPosts(course), stop);
            await All(OldAnswers(course), stop);
            await All(OldComments(), stop);
        }
        catch (TooManyTextsException)
        {
            // People write long texts just now. The rest has its turn next time.
        }
    }

    private Task<bool> IsAnythingOld(CancellationToken stop) =>
        Things
            .Select(t => t.Rendered.Version)
            .Concat(Posts.Select(p => p.Rendered.Version))
            .Concat(Answers.Select(a => a.Rendered.Version))
            .Concat(Comments.Select(c => c.Rendered.Version))
            .AnyAsync(stop);

    private OldTexts<Thing> OldThings() =>
        new(
            Things.OrderBy(t => t.Rendered.Version),
            thing => new Old(thing.Introduction, thing.Rendered.Html, thing.Number),
            renderer.Post,
            (thing, made) => thing.RenderAnew(made.Rendered, made.ReadsOtherwise)
        );

    private OldTexts<Post> OldPosts(Glance course) =>
        new(
            Posts.Include(p => p.Responses).OrderBy(p => p.Rendered.Version),
            post => new Old(
                post.Text,
                post.Rendered.Html,
                post.Responses is [var first, ..] ? course.Thing(first.Thing)?.Number : null,
                IsPlain: post.Origin is Origin.External,
                IsWhole: post.IsWhole
            ),
            renderer.Post,
            (post, made) => post.RenderAnew(made.Rendered, made.ReadsOtherwise)
        );

    private OldTexts<Answer> OldAnswers(Glance course) =>
        new(
            Answers.OrderBy(a => a.Rendered.Version),
            answer => new Old(
                answer.Text,
                answer.Rendered.Html,
                course.Thing(answer.Thing)?.Number
            ),
            renderer.Answer,
            // Whoever searches finds it by its post.
            (answer, made) => answer.RenderAnew(made.Rendered)
        );

    private OldTexts<Comment> OldComments() =>
        new(
            Comments.OrderBy(c => c.Rendered.Version),
            comment => new Old(comment.Text, comment.Rendered.Html, null),
            (text, _, stop) => renderer.Comment(text, stop),
            (comment, made) => comment.RenderAnew(made.Rendered, made.ReadsOtherwise)
        );

    private async Task All<T>(OldTexts<T> texts, CancellationToken stop)
        where T : class
    {
        while (
            await texts.Rows.AsNoTracking().Take(AtOnce).ToListAsync(stop) is { Count: > 0 } rows
        )
        {
            var made = new Dictionary<Old, Made>();
            foreach (var old in rows.Select(texts.Read).Distinct())
            {
                var text = await Make(texts, old, stop);
                var otherwise = Render.PlainText(text.Html) != Render.PlainText(old.Html);
                made[old] = new Made(text, otherwise);
            }

            await db.Insist(() => Keep(texts, made, stop));
            await Task.Delay(Rest, stop);
        }
    }

    private async Task<Rendered> Make<T>(OldTexts<T> texts, Old old, CancellationToken stop)
    {
        if (old.IsWhole)
        {
            return renderer.ForeignAgain(old.Html).Kept() with
            {
                Excerpt = Render.Plain(old.Text).Excerpt,
            };
        }

        if (old.IsPlain)
        {
            return Render.Plain(old.Text).Kept();
        }

        try
        {
            return (await texts.Render(old.Text, old.Thing, stop)).Kept();
        }
        catch (TooDeepException)
        {
            // Nobody is there to be asked for a flatter one.
            return Render.Plain(old.Text).Kept();
        }
    }

    // Read again in one's turn to write, or as if alone: what somebody has changed meanwhile is another text, and stays as they left it.
    private async Task<int> Keep<T>(
        OldTexts<T> texts,
        Dictionary<Old, Made> made,
        CancellationToken stop
    )
        where T : class
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Begin(stop, IsolationLevel.RepeatableRead);
        foreach (var row in await texts.Rows.Take(AtOnce).ToListAsync(stop))
        {
            if (made.TryGetValue(texts.Read(row), out var anew))
            {
                texts.Take(row, anew);
            }
        }

        var count = await db.SaveChangesAsync(stop);
        await transaction.Commit(stop);
        return count;
    }

    /// <summary>A text as it was typed and was rendered, and the Thing that its question headings mean.</summary>
    private sealed record Old(
        string Text,
        string Html,
        int? Thing,
        bool IsPlain = false,
        bool IsWhole = false
    );

    private sealed record Made(Rendered Rendered, bool ReadsOtherwise);

    /// <summary>The texts of one kind that are to be rendered again, and how.</summary>
    private sealed record OldTexts<T>(
        IQueryable<T> Rows,
        Func<T, Old> Read,
        Func<string, int?, CancellationToken, Task<RenderedText>> Render,
        Action<T, Made> Take
    );
}
