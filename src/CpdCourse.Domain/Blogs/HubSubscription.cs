using System.Security.Cryptography;
using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Blogs;

/// <summary>How far it has come with a hub.</summary>
public enum SubscriptionState
{
    /// <summary>It is to be asked, or was, and has not asked back yet.</summary>
    Asked = 0,

    /// <summary>It asked whether we mean it, and was told so.</summary>
    Active = 1,

    /// <summary>It does not want to.</summary>
    Denied = 2,

    /// <summary>It is to stop.</summary>
    Leaving = 3,
}

/// <summary>
/// That a hub tells us when the feed of a followed blog has changed (WebSub). It makes news quicker and decides nothing: what the feed says is read at the feed, and
/// read every hour where no hub tells. It outlives its blog until the hub has been asked to stop.
/// </summary>
public sealed class HubSubscription : Aggregate
{
    private HubSubscription() { }

    /// <summary>For how long we ask to be told.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromDays(10);

    /// <summary>How many times a hub is asked to stop; then what it sends finds nobody.</summary>
    public const int PartingTries = 3;

    // A lease that a hub calls longer is asked for anew within it all the same.
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private static readonly TimeSpan FirstRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(7);

    // From our asking to the hub's asking back.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Identity.</summary>
    public Id<HubSubscription> Id { get; private set; } = Id<HubSubscription>.New();

    /// <summary>The blog; null when it is no longer wanted, or has another hub now.</summary>
    public Id<Blog>? Blog { get; private set; }

    /// <summary>The one part of the address that the hub calls, which nobody can guess and which says nothing of the blog.</summary>
    public string Token { get; private set; } = "";

    /// <summary>What the hub signs its calls with.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>Address of the hub.</summary>
    public string Hub { get; private set; } = "";

    /// <summary>What the feed calls itself, letter by letter as the hub is asked for it.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>How far it has come.</summary>
    public SubscriptionState State { get; private set; }

    /// <summary>When the hub was asked last; null before.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Until when the hub has promised to tell.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>When the hub is to be asked next.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>When it told of news last.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>True when a new post was found of which it had not told.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>How many times it was asked since it answered.</summary>
    public int Tries { get; private set; }

    /// <summary>Wants to be told of a blog's news.</summary>
    public static HubSubscription To(Id<Blog> blog, Uri hub, Uri topic, DateTimeOffset askAt) =>
        new()
        {
            Blog = blog,
            Token = RandomNumberGenerator.GetHexString(40, lowercase: true),
            Secret = RandomNumberGenerator.GetHexString(64, lowercase: true),
            Hub = hub.AbsoluteUri,
            Topic = topic.AbsoluteUri,
            NextAt = askAt,
        };

    /// <summary>True when it is this hub, and this name of the feed.</summary>
    public bool IsFor(Uri? hub, Uri? topic) =>
        hub?.AbsoluteUri == Hub && topic?.AbsoluteUri == Topic;

    /// <summary>True while the hub has promised to tell.</summary>
    public bool IsActive(DateTimeOffset now) => State is SubscriptionState.Active && EndsAt > now;

    /// <summary>True when it tells, as far as we have seen: it has told before, and missed nothing since.</summary>
    public bool IsReliable(DateTimeOffset now) => IsActive(now) && ToldAt is not null && !HasMissed;

    /// <summary>True when the hub was asked to stop often enough.</summary>
    public bool IsOver => State is SubscriptionState.Leaving && Tries >= PartingTries;

    /// <summary>The hub is asked now; unless it answers, again later and later, up to a week.</summary>
    public void TakeTurn(DateTimeOffset now)
    {
        AskedAt = now;
        var rest = FirstRest * Math.Pow(2, Math.Min(Tries, 16));
        Tries++;
        NextAt = now + (rest < LongestRest ? rest : LongestRest);
        State = State is SubscriptionState.Denied ? SubscriptionState.Asked : State;
    }

    /// <summary>The hub asks whether we want to be told (WebSub, 5.3).</summary>
    /// <returns>True when we do, and have asked it for just that a short while ago.</returns>
    public bool Agree(string topic, TimeSpan lease, DateTimeOffset now)
    {
        if (
            State is not (SubscriptionState.Asked or SubscriptionState.Active)
            || !Awaits(topic, now)
        )
        {
            return false;
        }

        var kept = lease < LongestLease ? lease : LongestLease;
        var renewal = kept * 0.8;
        State = SubscriptionState.Active;
        EndsAt = now + kept;
        NextAt = now + (renewal > FirstRest ? renewal : FirstRest);
        Tries = 0;
        return true;
    }

    /// <summary>The hub asks whether it is to stop (WebSub, 5.3).</summary>
    /// <returns>True when it is.</returns>
    public bool AgreeToPart(string topic, DateTimeOffset now) =>
        State is SubscriptionState.Leaving && Awaits(topic, now);

    /// <summary>The hub says that it does not tell us, or no longer (WebSub, 5.2). It is asked again after a week.</summary>
    /// <returns>True when we had asked for that.</returns>
    public bool Deny(string topic, DateTimeOffset now)
    {
        if (State is SubscriptionState.Leaving || AskedAt is null || topic != Topic)
        {
            return false;
        }

        State = SubscriptionState.Denied;
        EndsAt = null;
        NextAt = now + LongestRest;
        return true;
    }

    /// <summary>The hub told of news.</summary>
    public void Hear(DateTimeOffset now)
    {
        ToldAt = now;
        HasMissed = false;
    }

    /// <summary>There was a new post, and the hub had not told of it.</summary>
    public void Miss() => HasMissed = true;

    /// <summary>It is wanted no longer.</summary>
    /// <returns>True when the hub has to be asked to stop; else there is nothing to keep.</returns>
    public bool Leave(DateTimeOffset now)
    {
        Blog = null;
        if (State is not SubscriptionState.Leaving)
        {
            var isTold = IsActive(now);
            State = SubscriptionState.Leaving;
            NextAt = now;
            Tries = isTold ? 0 : PartingTries;
        }

        return !IsOver;
    }

    private bool Awaits(string topic, DateTimeOffset now) =>
        topic == Topic && AskedAt is { } asked && now - asked <= Patience;
}
