using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Asks for the blog of a line to be looked for.</summary>
/// <param name="Line">Which.</param>
/// <param name="At">Where to go on; null to begin at its address.</param>
internal sealed record LineToWork(Id<ImportedLine> Line, Uri? At = null);

/// <summary>
/// Gives the lines of imports their turns, some in a minute: all of them at once would keep others waiting for hours, whose pages are to be looked at as well.
/// </summary>
internal sealed class QueueLines(CourseDb db, TimeProvider clock) : IRecurring
{
    /// <summary>Lines that are worked on at a time: with the longest of searches they are done in a few minutes.</summary>
    public const int AtOnce = 30;

    public Task Run(CancellationToken stop) =>
        db.Insist(async () =>
        {
            var now = clock.GetUtcNow();
            var queued = await db.Jobs.CountAsync(
                j => j.Kind == nameof(WorkLine) && j.ParkedAt == null,
                stop
            );
            var lines = await db
                .ImportedLines.Where(l => l.State == LineState.Waiting)
                .OrderBy(l => l.AskedAt)
                .ThenBy(l => l.Number)
                .Take(Math.Max(0, AtOnce - queued))
                .ToListAsync(stop);
            foreach (var line in lines)
            {
                line.Seek();
                db.Later<WorkLine>(new LineToWork(line.Id), now);
            }

            return await db.SaveChangesAsync(stop);
        });
}

/// <summary>Looks for the feed of a blog that stands in a list, unless it is followed already.</summary>
internal sealed class WorkLine(CourseDb db, FindFeed find, SettleLine settle, TimeProvider clock)
    : ITask<LineToWork>
{
    public async Task Run(LineToWork payload, CancellationToken stop)
    {
        var line = await db
            .ImportedLines.AsNoTracking()
            .SingleOrDefaultAsync(l => l.Id == payload.Line && l.State == LineState.Sought, stop);
        if (
            line is null
            || BlogAddress.Read(line.Address).Url is not { } address
            || await db.Insist(() => settle.ByWhatIsKnown(line.Id, address, stop))
        )
        {
            return;
        }

        // Nothing of the database is held while a stranger's server is asked.
        var search = await find.Of(payload.At ?? address, stop);
        if (search is FeedSearch.Later later)
        {
            var next = payload with { At = later.At ?? payload.At };
            db.Later<WorkLine>(next, clock.GetUtcNow(), later.Rest);
            await db.SaveChangesAsync(stop);
            return;
        }

        await db.Insist(() => settle.By(line.Id, address, search, stop));
    }
}

/// <summary>Decides what becomes of a line of a list, once it is known what stands at its address.</summary>
internal sealed class SettleLine(CourseDb db, TakeSearch take, TimeProvider clock)
{
    /// <summary>The same blog, found before: nobody is asked for it.</summary>
    /// <returns>True when the line is settled.</returns>
    public async Task<bool> ByWhatIsKnown(Id<ImportedLine> id, Uri address, CancellationToken stop)
    {
        var line = await Sought(id, stop);
        if (line is null)
        {
            return true;
        }

        var (typed, home) = (address.AbsoluteUri, Link.Canonical(address));
        var who = await Person(line, stop);
        var known = await db
            .Blogs.Where(b =>
                b.FollowedAt != null
                && b.Feed != ""
                && (b.Address == typed || b.Feed == typed || b.Home == home)
            )
            .OrderByDescending(b => b.Proof != BlogProof.None)
            .ThenBy(b => b.AskedAt)
            .ToListAsync(stop);
        var blog = known.Find(b => line.Who.Length == 0 || b.Persona == who);
        if (blog is null)
        {
            return false;
        }

        await Follow(line, blog, stop);
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>What the search came to.</summary>
    public async Task<bool> By(
        Id<ImportedLine> id,
        Uri address,
        FeedSearch search,
        CancellationToken stop
    )
    {
        if (await Sought(id, stop) is not { } line)
        {
            return false;
        }

        switch (search)
        {
            case FeedSearch.Failed failed:
                line.Die(failed.Sentence);
                break;
            case FeedSearch.Found found:
                line.Find(found.Address);
                await Take(line, address, found, stop);
                break;
        }

        await db.SaveChangesAsync(stop);
        return true;
    }

    private async Task Take(
        ImportedLine line,
        Uri address,
        FeedSearch.Found found,
        CancellationToken stop
    )
    {
        var feed = found.Address.AbsoluteUri;
        var there = await db
            .Blogs.Where(b => b.Feed == feed && (b.FollowedAt != null || b.Proof != BlogProof.None))
            .OrderByDescending(b => b.Proof != BlogProof.None)
            .ToListAsync(stop);
        var who = await Person(line, stop);
        if (who is not { } persona)
        {
            var blog = line.Who.Length == 0 ? there.FirstOrDefault() : null;
            if (blog is null)
            {
                line.NeedOwner(ImportWords.NobodyFor(line.Who));
                return;
            }

            await Follow(line, blog, stop);
        }
        else if (there.Exists(b => b.IsProven && b.Persona != persona))
        {
            line.NeedOwner(Refusals.BlogClaimed.Message);
        }
        else
        {
            await For(persona, line, address, found, stop);
        }
    }

    private async Task For(
        Id<Persona> persona,
        ImportedLine line,
        Uri address,
        FeedSearch.Found found,
        CancellationToken stop
    )
    {
        var feed = found.Address.AbsoluteUri;
        var theirs = await db.Blogs.Where(b => b.Persona == persona).ToListAsync(stop);
        var blog =
            theirs.Find(b => b.Feed == feed)
            ?? theirs.Find(b => b.Feed.Length == 0 && b.Address == address.AbsoluteUri);
        if (blog is null)
        {
            if (await IsDeclined(persona, address, feed, stop))
            {
                line.NeedOwner(ImportWords.Declined);
                return;
            }

            if (theirs.Count >= Blog.Most)
            {
                line.NeedOwner(ImportWords.HasMany);
                return;
            }

            blog = Blog.Bring(persona, address, clock.GetUtcNow());
            db.Blogs.Add(blog);
        }

        if (blog.Feed.Length == 0)
        {
            await take.Of(blog, found, stop);
        }

        await Follow(line, blog, stop);
    }

    private async Task Follow(ImportedLine line, Blog blog, CancellationToken stop)
    {
        var now = clock.GetUtcNow();

        // One that rests does so for a reason: a list is no request to read it again.
        if (!blog.IsFollowed)
        {
            // Its posts were just noted.
            blog.Follow(now);
            blog.TakeTurn(now);
        }

        // Without a person in the line nobody has said whose it is.
        if (line is { IsChecked: true, Who.Length: > 0 } && !await db.IsClaimed(blog, stop))
        {
            blog.Prove(BlogProof.Organiser, now);
        }

        line.Follow(blog.Id);
    }

    private Task<bool> IsDeclined(
        Id<Persona> persona,
        Uri address,
        string feed,
        CancellationToken stop
    ) =>
        db.ImportedLines.AnyAsync(
            l =>
                l.State == LineState.Declined
                && l.Persona == persona
                && (l.Feed == feed || l.Address == address.AbsoluteUri),
            stop
        );

    private Task<ImportedLine?> Sought(Id<ImportedLine> id, CancellationToken stop) =>
        db.ImportedLines.SingleOrDefaultAsync(l => l.Id == id && l.State == LineState.Sought, stop);

    // By handle and by nothing else: which persona belongs to which mail address, nobody learns from an import.
    private async Task<Id<Persona>?> Person(ImportedLine line, CancellationToken stop)
    {
        var handle = line.Who;
        return handle.Length == 0
            ? null
            : await db
                .Personas.Where(p =>
                    p.RetiredAt == null
                    && (
                        p.Handle == handle
                        || db.FormerHandles.Any(f => f.Persona == p.Id && f.Handle == handle)
                    )
                )
                .Select(p => (Id<Persona>?)p.Id)
                .FirstOrDefaultAsync(stop);
    }
}
