using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Blogs;

public sealed partial class Blog
{
    /// <summary>From one reading of its feed to the next, when all is well.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>The same while a hub tells of its news and has missed none.</summary>
    public static readonly TimeSpan LongInterval = TimeSpan.FromHours(6);

    /// <summary>However often its hub tells of news, it is not read more often than that.</summary>
    public static readonly TimeSpan Breath = TimeSpan.FromMinutes(5);

    /// <summary>Readings in vain, one after another, after which it rests (trust F7).</summary>
    public const int FailureLimit = 10;

    // After the third its owner hears of it: within some hours, and not of every hiccup.
    private const int TellAfter = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Its ETag when it was read last, letter by letter.</summary>
    public string? ETag { get; private set; }

    /// <summary>Its Last-Modified when it was read last, letter by letter.</summary>
    public string? LastModified { get; private set; }

    /// <summary>When it is to be read; null when it is not.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>When it was asked last, whatever came of it.</summary>
    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>When it could be read last.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When its newest post was written, as far as known.</summary>
    public DateTimeOffset? LastPostAt { get; private set; }

    /// <summary>Readings in vain since it could be read.</summary>
    public int Failures { get; private set; }

    /// <summary>Takes its turn: whoever else looks for blogs to read finds it no longer.</summary>
    public void TakeTurn(DateTimeOffset now) => NextAt = now + Pace;

    /// <summary>It is to be read as soon as may be, and whole: how long it wants to be left alone afterwards, it says in its document alone.</summary>
    public void ReadSoon(DateTimeOffset now)
    {
        NextAt = now;
        ForgetVisit();
    }

    // How long it was left alone since it answered; while it fails, and when its owner asked for it, no longer than others.
    private TimeSpan Pace => Failures == 0 && NextAt - ReadAt is { } rest ? Within(rest) : Interval;

    /// <summary>It answered with a document.</summary>
    /// <param name="etag">Its ETag, letter by letter.</param>
    /// <param name="lastModified">Its Last-Modified, letter by letter.</param>
    /// <param name="newest">When its newest post was written; null when nobody knows.</param>
    /// <param name="rest">How long it wants to be left alone; null when it does not say.</param>
    /// <param name="now">When.</param>
    public void Read(
        string? etag,
        string? lastModified,
        DateTimeOffset? newest,
        TimeSpan? rest,
        DateTimeOffset now
    )
    {
        Answer(etag, lastModified, now);
        LastPostAt = newest > LastPostAt || LastPostAt is null ? newest ?? LastPostAt : LastPostAt;
        NextAt = IsFollowed ? now + Within(rest ?? Interval) : null;
    }

    /// <summary>It answered that nothing is new: it is left alone as long as before.</summary>
    /// <param name="etag">Its ETag, letter by letter.</param>
    /// <param name="lastModified">Its Last-Modified, letter by letter.</param>
    /// <param name="now">When.</param>
    public void ReadNothingNew(string? etag, string? lastModified, DateTimeOffset now)
    {
        var next = NextAt;
        if (ETag is null && LastModified is null)
        {
            // It was asked before they were forgotten: it is still to be read whole.
            Answer(null, null, now);
            NextAt = IsFollowed ? next ?? now + Interval : null;
            return;
        }

        Answer(etag, lastModified, now);
        NextAt = IsFollowed ? Later(next, now + Interval) : null;
    }

    private void Answer(string? etag, string? lastModified, DateTimeOffset now)
    {
        ETag = etag;
        LastModified = lastModified;
        TriedAt = now;
        ReadAt = now;
        Failures = 0;
        Problem = null;
    }

    /// <summary>Its hub says that there is something new: it is to be read as soon as may be, and whole.</summary>
    public void HearOfNews(DateTimeOffset now)
    {
        var soon = TriedAt + Breath > now ? TriedAt + Breath : now;
        if (State is BlogState.Followed && !(NextAt <= soon))
        {
            NextAt = soon;
            ForgetVisit();
        }
    }

    private static TimeSpan Within(TimeSpan rest) =>
        rest < Interval ? Interval
        : rest > Longest ? Longest
        : rest;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) =>
        one > other ? one.Value : other;

    /// <summary>It could not be read. It is asked again later and later, up to a day, then rests.</summary>
    /// <param name="problem">Why, in a sentence for its owner.</param>
    /// <param name="isForGood">True when it says itself that it is gone.</param>
    /// <param name="now">When.</param>
    public void Fail(string problem, bool isForGood, DateTimeOffset now)
    {
        Problem = problem;
        TriedAt = now;
        Failures++;
        ForgetVisit();
        var isOver = isForGood || Failures >= FailureLimit;
        if (isOver)
        {
            State = BlogState.Resting;
            NextAt = null;
        }
        else
        {
            var rest = Interval * Math.Pow(2, Failures - 1);
            NextAt = now + (rest < Longest ? rest : Longest);
        }

        if (isForGood || Failures is TellAfter or FailureLimit)
        {
            Raise(new BlogFellSilent(Id));
        }
    }

    /// <summary>It is left alone until somebody asks for it again. Does nothing to one that rests, or was never followed.</summary>
    /// <param name="reason">Why, in a sentence for its owner.</param>
    public void Rest(string reason)
    {
        if (IsFollowed && State is not BlogState.Resting)
        {
            State = BlogState.Resting;
            Problem = reason;
            Failures = 0;
            NextAt = null;
        }
    }

    /// <summary>Its feed has another address, for good.</summary>
    public void Move(Uri feed) => Feed = feed.AbsoluteUri;

    private void Forget()
    {
        ForgetVisit();
        Failures = 0;
        NextAt = null;
    }

    private void ForgetVisit()
    {
        ETag = null;
        LastModified = null;
    }
}

/// <summary>A blog could not be read several times, or says that it is gone: its owner should know.</summary>
/// <param name="Blog">Which.</param>
public sealed record BlogFellSilent(Id<Blog> Blog) : IDomainEvent;
