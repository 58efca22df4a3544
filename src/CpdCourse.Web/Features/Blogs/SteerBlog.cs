using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What an owner does about their blog with one button each. Who may is asked before.</summary>
internal sealed class SteerBlog(
    CourseDb db,
    ListEntries list,
    TakeTexts texts,
    DropTexts drop,
    TimeProvider clock
)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<Outcome> Follow(Blog blog, CancellationToken stop) =>
        With(blog, kept => kept.Follow(Now), stop);

    /// <summary>What was found of it is forgotten, what is listed stays, with its beginning: whole texts stand here for as long as they are followed. That its owner does not want it here is kept in mind: no list of an organiser brings it back.</summary>
    public async Task<Outcome> Stop(Blog blog, CancellationToken stop)
    {
        if (blog.Shows is TextShown.Whole)
        {
            await Show(blog, TextShown.Beginning, stop);
        }

        await db.Blogs.Where(b => b.Id == blog.Id).ExecuteDeleteAsync(stop);
        if (blog.IsFollowed)
        {
            db.ImportedLines.Add(ImportedLine.Decline(blog, Now));
            await db.SaveChangesAsync(stop);
        }

        return Outcome.Done;
    }

    public Task<Outcome> Search(Blog blog, Uri address, CancellationToken stop) =>
        With(
            blog,
            kept =>
            {
                kept.SearchAgain(address, Now);
                return Outcome.Done;
            },
            stop
        );

    /// <summary>Takes one of the feeds that were offered, and no other address.</summary>
    public async Task<Outcome> Take(Blog blog, string? feed, CancellationToken stop) =>
        blog.Offers.Any(o => o.Split(' ')[0] == feed)
            ? await Search(blog, new Uri(feed!), stop)
            : Refusals.NoFeedYet;

    /// <summary>Where readers comment on its posts: those to come, and those that are listed.</summary>
    public Task<Outcome> TakeComments(Blog blog, CommentsAt where, CancellationToken stop) =>
        With(
            blog,
            async kept =>
            {
                var outcome = kept.TakeComments(where);
                if (!outcome.IsDone)
                {
                    return outcome;
                }

                var listed = db
                    .BlogEntries.Where(e => e.Blog == kept.Id && e.Post != null)
                    .Select(e => e.Post!.Value);
                await db
                    .Posts.Where(p => p.Author == kept.Persona && listed.Contains(p.Id))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(p => p.CommentsAt, kept.CommentsAt),
                        stop
                    );
                return outcome;
            },
            stop
        );

    /// <summary>
    /// How much of its posts is shown. The choice is saved first: from then on no reading brings a whole text that is not wanted, and what was brought before can be
    /// taken away.
    /// </summary>
    public async Task<Outcome> Show(Blog blog, TextShown what, CancellationToken stop)
    {
        var outcome = await With(
            blog,
            kept =>
            {
                var before = kept.Shows;
                var chosen = kept.Show(what, Now);
                if (kept.Shows != before)
                {
                    texts.LookFor(kept);
                }

                return chosen;
            },
            stop
        );
        if (outcome.IsDone)
        {
            await drop.Of(blog.Id, stop);
        }

        return outcome;
    }

    /// <summary>Has its first page looked at.</summary>
    public async Task<Outcome> Prove(Blog blog, CancellationToken stop)
    {
        if (!blog.IsProven)
        {
            db.Later<LookForProof>(new BlogToProve(blog.Id), Now);
            await db.SaveChangesAsync(stop);
        }

        return Outcome.Done;
    }

    /// <summary>Somebody who may say so says what a post answers, or that it does not.</summary>
    public Task<Outcome> Answer(Id<BlogEntry> id, EntryAnswer answer, CancellationToken stop) =>
        db.Insist<Outcome>(async () =>
        {
            var entry = await db.BlogEntries.SingleOrDefaultAsync(e => e.Id == id, stop);
            if (entry is null || (answer.Of is { } of && entry.Blog != of))
            {
                return Refusals.NoSuchPost;
            }

            if (answer is { Says: EntryWord.Yes, Thing: 0 })
            {
                return Refusals.ChooseThing;
            }

            if (
                answer.Says is EntryWord.Yes
                && !await db.Things.AnyAsync(t => t.Number == answer.Thing, stop)
            )
            {
                return Refusals.NoSuchThing(answer.Thing);
            }

            entry.Answer(answer.Things(entry), answer.By);
            await Show(entry, stop);
            await db.SaveChangesAsync(stop);
            return Outcome.Done;
        });

    private async Task Show(BlogEntry entry, CancellationToken stop)
    {
        if (entry.State is EntryState.Ready)
        {
            var blog = await db.Blogs.SingleAsync(b => b.Id == entry.Blog, stop);
            await list.One(blog, entry, stop);
            texts.LookFor(blog, entry);
        }
        else
        {
            await list.TakeOff(entry, stop);
        }
    }

    private Task<Outcome> With(Blog blog, Func<Blog, Outcome> verb, CancellationToken stop) =>
        With(blog, kept => Task.FromResult(verb(kept)), stop);

    private Task<Outcome> With(Blog blog, Func<Blog, Task<Outcome>> verb, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var kept = await db.Blogs.SingleAsync(b => b.Id == blog.Id, stop);
            var outcome = await verb(kept);
            await db.SaveChangesAsync(stop);
            return outcome;
        });
}

/// <summary>What somebody says about a post of a blog.</summary>
internal enum EntryWord
{
    /// <summary>It is no response.</summary>
    No,

    /// <summary>It answers this Thing.</summary>
    Yes,

    /// <summary>It does not answer this Thing.</summary>
    Not,
}

/// <summary>An answer to the question which Things a post of a blog answers.</summary>
/// <param name="Says">What is said.</param>
/// <param name="Thing">The Thing that is meant.</param>
/// <param name="By">Who says so: its author or an organiser.</param>
/// <param name="Of">The blog that it has to be of; null for any.</param>
internal sealed record EntryAnswer(EntryWord Says, int Thing, Recognition By, Id<Blog>? Of = null)
{
    public IReadOnlyList<int> Things(BlogEntry entry)
    {
        var sure = entry.Sure.Select(t => t.Number);
        return Says switch
        {
            EntryWord.Yes => [.. sure.Union([Thing])],
            EntryWord.Not => [.. sure.Where(n => n != Thing)],
            _ => [],
        };
    }
}
