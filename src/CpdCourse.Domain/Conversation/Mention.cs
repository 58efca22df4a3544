using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Conversation;

/// <summary>
/// A link from a page to a post, a Thing or the page of a persona of ours. One for each source and target, whatever the protocol. Shown only after the source was fetched and really links here.
/// </summary>
public sealed partial class Mention : Aggregate
{
    private Mention() { }

    /// <summary>
    /// Looks at the source: at once, after a minute, ten minutes and an hour (pings are often sent before the page is public). Then the claim is dropped.
    /// </summary>
    public const int TryLimit = 4;

    /// <summary>Identity.</summary>
    public Id<Mention> Id { get; private set; } = Id<Mention>.New();

    /// <summary>Canonical address of the page that links.</summary>
    public string SourceUrl { get; private set; } = "";

    /// <summary>Its host, for trust and for readers.</summary>
    public string SourceHost { get; private set; } = "";

    /// <summary>The post of ours that links, when the link is local.</summary>
    public Id<Post>? Source { get; private set; }

    /// <summary>The post it links to; null when it links to another page.</summary>
    public Id<Post>? Post { get; private set; }

    /// <summary>The Thing it links to; null when it links to another page.</summary>
    public Id<Thing>? Thing { get; private set; }

    /// <summary>The persona whose page it links to; null when it links to another page.</summary>
    public Id<Persona>? Persona { get; private set; }

    /// <summary>How it was noticed first.</summary>
    public Protocol Protocol { get; private set; }

    /// <summary>Whether it may be seen.</summary>
    public Moderation State { get; private set; }

    /// <summary>When the source was found to link here; null while that is to be seen. Nothing is shown without it.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>Why the source could not be verified, as told to organisers.</summary>
    public string? Problem { get; private set; }

    /// <summary>How often the source was looked at in vain.</summary>
    public int Tries { get; private set; }

    /// <summary>When it was noticed.</summary>
    public DateTimeOffset NoticedAt { get; private set; }

    /// <summary>True when the author of the post put it aside: then it is binned, and they may show it again.</summary>
    public bool HiddenByAuthor { get; private set; }

    /// <summary>When it was binned or found gone.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Notes what somebody claims: nothing is believed and nothing shown until it is verified.</summary>
    public static Mention Claim(
        Uri source,
        MentionTarget target,
        Protocol protocol,
        MentionWords words,
        DateTimeOffset now
    )
    {
        var mention = new Mention
        {
            SourceUrl = Link.Canonical(source),
            SourceHost = source.IdnHost.ToLowerInvariant(),
            Post = target.Post,
            Thing = target.Thing,
            Persona = target.Persona,
            Protocol = protocol,
            State = Moderation.Held,
            NoticedAt = now,
        };
        mention.Say(words);
        mention.Raise(new MentionClaimed(mention.Id));
        return mention;
    }

    /// <summary>A post of ours links to another: known at once, without a request.</summary>
    public static Mention Between(
        Post source,
        Uri permalink,
        MentionTarget target,
        MentionWords words,
        DateTimeOffset now
    )
    {
        var mention = new Mention
        {
            SourceUrl = Link.Canonical(permalink),
            SourceHost = permalink.IdnHost.ToLowerInvariant(),
            Source = source.Id,
            Post = target.Post,
            Thing = target.Thing,
            Persona = target.Persona,
            Protocol = Protocol.Local,
            State = Moderation.Shown,
            VerifiedAt = now,
            NoticedAt = now,
        };
        mention.Say(words);
        mention.Raise(new MentionConfirmed(mention.Id));
        return mention;
    }

    /// <summary>The source was fetched and links here.</summary>
    /// <param name="found">What the page says of itself; fills what the claim left out.</param>
    /// <param name="trusted">True when its host was let through before.</param>
    /// <param name="now">When.</param>
    public Outcome Confirm(MentionWords found, bool trusted, DateTimeOffset now)
    {
        // Who answers here speaks in words of their own: what a ping says of itself is no reply.
        Say(
            found.Kind is MentionKind.Reply
                ? found
                : found with
                {
                    Title = Or(Title, found.Title),
                    Excerpt = Or(Excerpt, found.Excerpt),
                    Site = Or(Site, found.Site),
                }
        );
        if (VerifiedAt is null)
        {
            Raise(new MentionVerified(Id));
        }

        VerifiedAt = now;
        Problem = null;
        if (State is Moderation.Withdrawn)
        {
            State = Moderation.Held;
            ClosedAt = null;
        }

        return trusted && State is Moderation.Held ? Publish() : Outcome.Done;
    }

    /// <summary>The source could not be read, or does not link here.</summary>
    /// <returns>True when it is worth another try later.</returns>
    public bool Doubt(string problem, DateTimeOffset now)
    {
        Problem = problem;
        VerifiedAt = null;
        Tries++;
        if (State is Moderation.Shown || (State is Moderation.Held && Tries >= TryLimit))
        {
            State = Moderation.Withdrawn;
            ClosedAt = now;
        }

        return State is Moderation.Held;
    }

    /// <summary>True when its page was looked at in vain so far: whoever links only now may say so once more.</summary>
    public bool IsDoubted =>
        VerifiedAt is null
        && Problem is not null
        && State is Moderation.Held or Moderation.Withdrawn;

    /// <summary>An organiser lets it be seen. Refused as long as the source was not found to link here.</summary>
    public Outcome Publish()
    {
        if (VerifiedAt is null)
        {
            return Refusals.NotVerified;
        }

        if (State is not Moderation.Shown)
        {
            State = Moderation.Shown;
            ClosedAt = null;
            Raise(new MentionConfirmed(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Puts it aside; the same claim never returns as a new one.</summary>
    public Outcome Bin(DateTimeOffset now)
    {
        if (State is not Moderation.Binned)
        {
            State = Moderation.Binned;
            HiddenByAuthor = false;
            ClosedAt = now;
        }

        return Outcome.Done;
    }

    /// <summary>The author of the post would rather not have it there. Does nothing to one that is not shown.</summary>
    public void Hide(DateTimeOffset now)
    {
        if (State is Moderation.Shown)
        {
            State = Moderation.Binned;
            HiddenByAuthor = true;
            ClosedAt = now;
        }
    }

    /// <summary>Undo of <see cref="Hide"/>. Does nothing to what an organiser binned.</summary>
    public void Unhide()
    {
        if (State is Moderation.Binned && HiddenByAuthor)
        {
            State = Moderation.Shown;
            ClosedAt = null;
        }
    }

    /// <summary>Back into the queue: undo of a decision.</summary>
    public Outcome Hold()
    {
        if (State is not Moderation.Held)
        {
            State = Moderation.Held;
            ClosedAt = null;
        }

        return Outcome.Done;
    }

    /// <summary>An organiser asks for another look at the source; it counts as never looked at. Does nothing once it is verified or decided.</summary>
    public void LookAgain()
    {
        if (State is Moderation.Held && VerifiedAt is null)
        {
            Tries = 0;
            Problem = null;
            Raise(new MentionClaimed(Id));
        }
    }

    /// <summary>A local source no longer links here, or is gone.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (State is not Moderation.Withdrawn)
        {
            State = Moderation.Withdrawn;
            ClosedAt = now;
        }
    }

    /// <summary>A local source links here again, or has other words.</summary>
    public void Renew(MentionWords words)
    {
        Say(words);
        if (State is Moderation.Withdrawn)
        {
            State = Moderation.Shown;
            ClosedAt = null;
        }
    }
}
