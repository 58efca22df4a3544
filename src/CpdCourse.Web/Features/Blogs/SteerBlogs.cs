using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What an organiser does about many blogs.</summary>
internal enum BlogsAct
{
    /// <summary>Says that they are their personas'.</summary>
    Confirm,

    /// <summary>Has them read at once.</summary>
    Read,

    /// <summary>Has them left alone.</summary>
    Rest,
}

/// <summary>What was done, and what was not.</summary>
/// <param name="Act">What was asked for.</param>
/// <param name="Done">How many it was done to.</param>
/// <param name="Claimed">How many are somebody else's.</param>
/// <param name="Searched">How many have no feed yet.</param>
/// <param name="Gone">How many are followed no longer.</param>
internal sealed record BlogsDone(
    BlogsAct Act,
    int Done,
    int Claimed = 0,
    int Searched = 0,
    int Gone = 0
)
{
    /// <summary>In one sentence.</summary>
    public string Sentence
    {
        get
        {
            var parts = new List<string> { DoneWords };
            if (Claimed > 0)
            {
                parts.Add($"{Say.Number(Claimed)} {Are(Claimed)} somebody else’s");
            }

            if (Searched > 0)
            {
                parts.Add($"{Say.Number(Searched)} {(Searched == 1 ? "has" : "have")} no feed yet");
            }

            if (Gone > 0)
            {
                parts.Add($"{Say.Number(Gone)} {Are(Gone)} followed no longer");
            }

            return $"{string.Join(", ", parts)}.";
        }
    }

    /// <summary>As the end of an address.</summary>
    public string Query =>
        $"did={Act.ToString().ToLowerInvariant()}&done={Done}&claimed={Claimed}&searched={Searched}&gone={Gone}";

    private string DoneWords =>
        (Act, Done) switch
        {
            (BlogsAct.Confirm, _) => $"{Say.Number(Done)} confirmed",
            (BlogsAct.Read, 1) => "1 is read within the next minutes",
            (BlogsAct.Read, _) => $"{Say.Number(Done)} are read within the next minutes",
            _ => $"{Say.Number(Done)} {Are(Done)} left alone until somebody asks for them again",
        };

    private static string Are(int count) => count == 1 ? "is" : "are";
}

/// <summary>What organisers do about the blogs of others, one or many at once. Who may is asked before.</summary>
internal sealed class SteerBlogs(CourseDb db, SteerBlog steer, SecurityLog log)
{
    private const string Stopped =
        "An organiser has stopped the reading of it. You can have its feed looked for again.";

    public DateTimeOffset Now => steer.Now;

    public async Task<BlogsDone> Do(
        BlogsAct act,
        IEnumerable<Guid> ids,
        string by,
        CancellationToken stop
    )
    {
        var done = new BlogsDone(act, 0);
        foreach (var id in ids.Distinct().Take(BlogDesk.Most))
        {
            db.ChangeTracker.Clear();
            var outcome = await To(new Id<Blog>(id), act, stop);
            done = outcome switch
            {
                { IsDone: true } => done with { Done = done.Done + 1 },
                _ when outcome.Refusal == Refusals.BlogClaimed => done with
                {
                    Claimed = done.Claimed + 1,
                },
                _ when outcome.Refusal == Refusals.NoFeedYet => done with
                {
                    Searched = done.Searched + 1,
                },
                _ => done with { Gone = done.Gone + 1 },
            };
        }

        log.BlogsDecided(by, act.ToString(), done.Done);
        return done;
    }

    /// <summary>Says what doubtful posts answer, or that they answer nothing.</summary>
    /// <param name="entries">Which, and the Thing of each; 0 where none was chosen.</param>
    /// <param name="says">That they do, or that they do not.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>False when some were left as they are.</returns>
    public async Task<bool> Answer(
        IEnumerable<(Guid Entry, int Thing)> entries,
        EntryWord says,
        CancellationToken stop
    )
    {
        var isAll = true;
        foreach (var (entry, thing) in entries)
        {
            db.ChangeTracker.Clear();
            var outcome = await steer.Answer(
                new Id<BlogEntry>(entry),
                new EntryAnswer(says, thing, Recognition.Organiser),
                stop
            );
            isAll &= outcome.IsDone;
        }

        return isAll;
    }

    private Task<Outcome> To(Id<Blog> id, BlogsAct act, CancellationToken stop) =>
        db.Insist<Outcome>(async () =>
        {
            var blog = await db.Blogs.SingleOrDefaultAsync(
                b => b.Id == id && b.FollowedAt != null,
                stop
            );
            var outcome = blog is null ? Refusals.NoSuchPost : await To(blog, act, stop);
            await db.SaveChangesAsync(stop);
            return outcome;
        });

    private async Task<Outcome> To(Blog blog, BlogsAct act, CancellationToken stop)
    {
        switch (act)
        {
            case BlogsAct.Confirm when await db.IsClaimed(blog, stop):
                return Refusals.BlogClaimed;
            case BlogsAct.Confirm:
                blog.Prove(BlogProof.Organiser, Now);
                return Outcome.Done;
            case BlogsAct.Rest:
                blog.Rest(Stopped);
                return Outcome.Done;
            default:
                return Read(blog);
        }
    }

    private Outcome Read(Blog blog)
    {
        var outcome = blog.Follow(Now);
        if (outcome.IsDone)
        {
            blog.TakeTurn(Now);
            db.Later<ReadBlog>(new BlogToRead(blog.Id), Now);
        }

        return outcome;
    }
}

internal static class BlogClaims
{
    /// <summary>True when another persona has shown that the feed of this blog is theirs.</summary>
    public static Task<bool> IsClaimed(this CourseDb db, Blog blog, CancellationToken stop) =>
        db.Blogs.AnyAsync(
            b => b.Feed == blog.Feed && b.Id != blog.Id && b.Proof != BlogProof.None,
            stop
        );
}
