using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Asks for another look at a source.</summary>
/// <param name="Mention">The claim.</param>
/// <param name="IsRecheck">True when it was found to link here before: then only certainty undoes it.</param>
/// <param name="Renews">True when its sender said that it has changed: then what it says now is shown.</param>
internal sealed record SourceToVerify(
    Id<Mention> Mention,
    bool IsRecheck = false,
    bool Renews = false
);

/// <summary>Looks whether the source really links here: after the claim, a few times more within a week if it does not, and a day and a week after it did.</summary>
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
        TimeSpan.FromDays(7),
    ];

    private static readonly TimeSpan[] Rechecks = [TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

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
            case SourceFinding.Links links when !payload.IsRecheck:
                await Confirm(mention, links, stop);
                break;
            case SourceFinding.Links links when payload.Renews:
                await Renew(mention, links, stop);
                break;
            case SourceFinding.Doubtful doubtful when doubtful.IsCertain || !payload.IsRecheck:
                Doubt(mention, doubtful.Sentence);
                break;
            case SourceFinding.Postponed postponed:
                db.Later<VerifyMention>(payload, clock.GetUtcNow(), postponed.Rest);
                break;
        }

        await db.SaveChangesAsync(stop);
    }

    private async Task Confirm(Mention mention, SourceFinding.Links found, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isTrusted = await trust.In(mention.SourceHost, found.Host, stop);
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
        var before = (mention.Title, mention.Excerpt);
        mention.Renew(found.Words);
        if (
            (mention.Title, mention.Excerpt) != before
            && !await trust.In(mention.SourceHost, found.Host, stop)
        )
        {
            mention.Hold();
        }
    }

    private void Doubt(Mention mention, string problem)
    {
        var now = clock.GetUtcNow();
        if (mention.Doubt(problem, now))
        {
            var delay = Retries[Math.Min(mention.Tries, Retries.Length) - 1];
            db.Later<VerifyMention>(new SourceToVerify(mention.Id), now, delay);
        }
    }
}
