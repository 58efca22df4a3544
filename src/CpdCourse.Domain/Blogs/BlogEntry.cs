using CpdCourse.Domain.Common;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Blogs;

/// <summary>Where a post of a blog stands.</summary>
public enum EntryState
{
    /// <summary>Its Things are known; it is listed once its blog is followed and proven, and its Things are open.</summary>
    Ready = 0,

    /// <summary>It is a post here: a response.</summary>
    Listed = 1,

    /// <summary>Its Things are a guess: its writer is asked.</summary>
    Asked = 2,

    /// <summary>No Thing was recognised.</summary>
    Unplaced = 3,

    /// <summary>Its writer, or an organiser, says that it answers nothing.</summary>
    Dismissed = 4,

    /// <summary>It is gone from its blog.</summary>
    Gone = 5,

    /// <summary>It is listed under the name of somebody else who has proven that it is theirs.</summary>
    Taken = 6,
}

/// <summary>A post of a blog outside, as it was seen last, and what was decided about it. One for each canonical address in a blog; the same feed id or text under a new address is the same post.</summary>
public sealed class BlogEntry : Aggregate
{
    private BlogEntry() { }

    /// <summary>Identity.</summary>
    public Id<BlogEntry> Id { get; private set; } = Id<BlogEntry>.New();

    /// <summary>The blog it belongs to.</summary>
    public Id<Blog> Blog { get; private set; }

    /// <summary>Canonical address of its page.</summary>
    public string Source { get; private set; } = "";

    /// <summary>What the feed calls it for ever; null while it was not seen in a feed.</summary>
    public string? FeedId { get; private set; }

    /// <summary>Tells its present words from earlier ones.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>Title, plain text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its beginning, plain text.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>When it was written, as it says; else when it was found.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>True when it was there before its blog was followed: it keeps its date and disturbs nobody.</summary>
    public bool IsFromBefore { get; private set; }

    /// <summary>The Things that were recognised, and those about which somebody has decided.</summary>
    public IReadOnlyList<RecognisedThing> Recognised { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public EntryState State { get; private set; }

    /// <summary>The post it became.</summary>
    public Id<Post>? Post { get; private set; }

    /// <summary>The Things that it answers, so far as is certain.</summary>
    public IEnumerable<RecognisedThing> Sure => Recognised.Where(t => t.IsSure);

    /// <summary>Seen for the first time.</summary>
    public static BlogEntry Find(
        Id<Blog> blog,
        SeenEntry seen,
        bool isFromBefore,
        DateTimeOffset now
    )
    {
        var entry = new BlogEntry
        {
            Blog = blog,
            FoundAt = now,
            IsFromBefore = isFromBefore,
        };
        entry.Take(seen, now);
        return entry;
    }

    /// <summary>Seen again.</summary>
    /// <returns>True when it has other words, another address or other Things than before, or had been gone.</returns>
    public bool See(SeenEntry seen, DateTimeOffset now)
    {
        var before = (Source, Mark, State);
        var things = Recognised;
        Take(seen, now);
        return before != (Source, Mark, State) || !things.SequenceEqual(Recognised);
    }

    /// <summary>Somebody who may say so says which Things it answers: these, and no other that was thought of. None at all: it is no response.</summary>
    public void Answer(IReadOnlyList<int> numbers, Recognition by)
    {
        var others = Recognised.Where(t => !numbers.Contains(t.Number));
        Recognised =
        [
            .. numbers.Distinct().Select(n => new RecognisedThing(n, by)),
            .. others.Select(t => new RecognisedThing(t.Number, Recognition.Denied)),
        ];
        State = numbers.Count > 0 ? EntryState.Ready : EntryState.Dismissed;
    }

    /// <summary>It is a post here.</summary>
    public void List(Id<Post> post)
    {
        Post = post;
        State = EntryState.Listed;
    }

    /// <summary>Somebody else has proven that it is theirs.</summary>
    public void LeaveToOthers() => State = EntryState.Taken;

    /// <summary>Its page says that it is gone.</summary>
    public void Go() => State = EntryState.Gone;

    private void Take(SeenEntry seen, DateTimeOffset now)
    {
        Recognise(seen.Things);
        if (FeedId is not null && seen.FeedId is null)
        {
            // The feed's words are shown, not by turns those of the page.
            return;
        }

        Source = Link.Canonical(seen.Page.Source);
        FeedId = seen.FeedId;
        Title = Text.Cut(Text.Line(seen.Page.Title), Visit.TitleLimit);
        Excerpt = Text.Cut(Text.Line(seen.Page.Excerpt), Visit.ExcerptLimit);
        Mark = seen.Mark;
        WrittenAt =
            seen.Page.WrittenAt is { } at && at < now ? at
            : WrittenAt == default ? now
            : WrittenAt;
    }

    // What somebody has decided stands above what is recognised, and a response does not vanish because its title was mended.
    private void Recognise(IReadOnlyList<RecognisedThing> things)
    {
        var kept = Recognised
            .Where(t => t.IsDecided || (State is EntryState.Listed && t.IsSure))
            .ToList();
        Recognised = [.. kept, .. things.Where(t => !kept.Exists(k => k.Number == t.Number))];
        State = State switch
        {
            EntryState.Dismissed or EntryState.Taken or EntryState.Listed => State,
            _ when Sure.Any() => EntryState.Ready,
            _ when Recognised.Any(t => t.Ground is Recognition.Guess) => EntryState.Asked,
            _ => EntryState.Unplaced,
        };
    }
}

/// <summary>A post of a blog as it stands there now.</summary>
/// <param name="Page">Its address and words.</param>
/// <param name="FeedId">What the feed calls it, or its address where it has no such name; null when it was not read from a feed.</param>
/// <param name="Mark">Tells its words from others: a hash of all of them.</param>
/// <param name="Things">The Things recognised in it.</param>
public sealed record SeenEntry(
    ExternalPost Page,
    string? FeedId,
    string Mark,
    IReadOnlyList<RecognisedThing> Things
);
