using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Asks for another look at a source.</summary>
/// <param name="Mention">The claim.</param>
/// <param name="IsRecheck">True when it was found to link here before: then only certainty undoes it.</param>
/// <param name="Renews">True when its sender said that it has changed: then what it says now is shown.</param>
/// <param name="Misses">How often in a row it could not be read since.</param>
/// <param name="WasThere">True when one of these times a server answered something else than that there is no such page.</param>
internal sealed record SourceToVerify(
    Id<Mention> Mention,
    bool IsRecheck = false,
    bool Renews = false,
    int Misses = 0,
    bool WasThere = false
);

/// <summary>Looks whether the source really links here: after the claim, three times more within an hour or so if it does not, and a day and a week after it did.</summary>
internal sealed class VerifyMention(
    CourseDb db,
    MentionTargets targets,
    LookAtSource source,
    SourceTrust trust,
    TimeProvider clock
) : IReaction<MentionClaimed>, ITask<SourceToVerify>
{
    private static readonly TimeSpan[] Retries =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
    ];

    private static readonly TimeSpan[] Rechecks = [TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    // Of a page that was found to link here: three times within a day, and once more in a week.
    private static readonly TimeSpan[] Patience =
    [
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(17),
        TimeSpan.FromDays(6),
    ];

    public Task React(MentionClaimed happened, CancellationToken stop) =>
        Run(new SourceToVerify(happened.Mention), stop);

    public async Task Run(SourceToVerify payload, CancellationToken stop)
    {
        var mention = await db.Mentions.SingleOrDefaultAsync(m => m.Id == payload.Mention, stop);
        if (
            mention is null
            || mention.State is Moderation.Binned
            || (mention.VerifiedAt is null) == payload.IsRecheck
            || await targets.Of(mention, stop) is not { } target
        )
        {
            return;
        }

        var finding = await source.Look(new Uri(mention.SourceUrl), target.IsAt, stop);
        switch (finding)
        {
            case SourceFinding.Links links when !payload.IsRecheck || payload.Renews:
                await Listen(mention, links, payload.IsRecheck, stop);
                break;
            case SourceFinding.Doubtful doubtful when doubtful.IsCertain || !payload.IsRecheck:
                Doubt(mention, doubtful.Sentence);
                break;
            case SourceFinding.Doubtful doubtful:
                Miss(mention, doubtful, payload);
                break;
        }

        await db.SaveChangesAsync(stop);
    }

    private async Task Listen(
        Mention mention,
        SourceFinding.Links links,
        bool isKnown,
        CancellationToken stop
    )
    {
        // A site that is blocked may stand behind another that sends its visitors on. What was listed before stays as it is.
        if (await db.IsBlocked([mention.SourceHost, links.Host], stop))
        {
            if (!isKnown)
            {
                mention.Bin(clock.GetUtcNow());
            }

            return;
        }

        var answers = await Answered(mention, links, stop);
        links = links with { Words = links.Words with { Answers = answers } };
        await (isKnown ? Renew(mention, links, stop) : Confirm(mention, links, stop));
        if (links.AuthorPage is { } page)
        {
            var author = new AuthorToFind(mention.Id, page);
            db.Later<FindAuthor>(author, clock.GetUtcNow(), FetchRates.Apart);
        }
    }

    // The first comment among what the page says to answer, as long as readers see it; else it answers the post.
    private async Task<Id<Comment>?> Answered(
        Mention mention,
        SourceFinding.Links links,
        CancellationToken stop
    )
    {
        var numbers = links.Answered.Select(LocalPage.CommentIn).OfType<int>();
        return numbers.FirstOrDefault() is > 0 and var number
            ? await db
                .Comments.Where(c => c.Post == mention.Post && c.Number == number)
                .Where(c => c.State == Moderation.Shown)
                .Select(c => (Id<Comment>?)c.Id)
                .SingleOrDefaultAsync(stop)
            : null;
    }

    private async Task Confirm(Mention mention, SourceFinding.Links found, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isTrusted = await trust.In(new Uri(mention.SourceUrl), found.Host, stop);
        if (isTrusted && !trust.IsOpenToAll)
        {
            // Anybody may ping in the name of a trusted blog, and nobody reads this one first: so the blog's page speaks, not the ping.
            mention.Renew(found.Words);
        }

        mention.Confirm(found.Words, isTrusted, now);
        foreach (var delay in Rechecks)
        {
            db.Later<VerifyMention>(new SourceToVerify(mention.Id, IsRecheck: true), now, delay);
        }
    }

    // Where nobody vouches for the host, other words than those that were let through are read first.
    private async Task Renew(Mention mention, SourceFinding.Links found, CancellationToken stop)
    {
        var before = mention.Words;
        mention.Renew(found.Words);
        if (
            mention.Words != before
            && !await trust.In(new Uri(mention.SourceUrl), found.Host, stop)
        )
        {
            mention.Hold();
        }
    }

    // A server in trouble takes nothing away. A page that was not there each time for a week is gone.
    private void Miss(Mention mention, SourceFinding.Doubtful doubtful, SourceToVerify payload)
    {
        var next = payload with
        {
            Misses = payload.Misses + 1,
            WasThere = payload.WasThere || !doubtful.IsMissing,
        };
        if (next.Misses <= Patience.Length)
        {
            db.Later<VerifyMention>(next, clock.GetUtcNow(), Patience[payload.Misses]);
        }
        else if (!next.WasThere)
        {
            Doubt(mention, doubtful.Sentence);
        }
    }

    private void Doubt(Mention mention, string problem)
    {
        var now = clock.GetUtcNow();
        if (mention.Doubt(problem, now))
        {
            var delay = Retries[mention.Tries - 1];
            db.Later<VerifyMention>(new SourceToVerify(mention.Id), now, delay);
        }
    }
}
