using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Blogs;

/// <summary>How far a look at a page has come.</summary>
public enum VisitState
{
    /// <summary>Asked for; nothing was fetched yet.</summary>
    Waiting = 0,

    /// <summary>The page is there, and was read.</summary>
    Found = 1,

    /// <summary>It could not be read; <see cref="Visit.Problem"/> says why.</summary>
    Unreadable = 2,
}

/// <summary>
/// "I wrote it on my own blog": a persona asks us to look at one page. What we find is shown to its owner alone, and nothing is listed until they say so.
/// </summary>
public sealed class Visit : Aggregate
{
    private Visit() { }

    /// <summary>Longest title kept, in characters.</summary>
    public const int TitleLimit = 200;

    /// <summary>Longest excerpt kept, in characters.</summary>
    public const int ExcerptLimit = 500;

    /// <summary>Identity; also the address of what was found.</summary>
    public Id<Visit> Id { get; private set; } = Id<Visit>.New();

    /// <summary>Who asked, and in whose name it would be listed.</summary>
    public Id<Persona> Persona { get; private set; }

    /// <summary>The Thing under which it was asked.</summary>
    public Id<Thing> Thing { get; private set; }

    /// <summary>The address as typed, made whole.</summary>
    public string Address { get; private set; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How far it has come.</summary>
    public VisitState State { get; private set; }

    /// <summary>Why the page could not be read, in one sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Canonical address of the page after all redirects; empty until found.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Its title, plain text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Its beginning or what it says of itself, plain text.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>When it says it was written; null when it says nothing.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>The Things that were recognised.</summary>
    public IReadOnlyList<RecognisedThing> Recognised { get; private set; } = [];

    /// <summary>The post it became.</summary>
    public Id<Post>? Post { get; private set; }

    /// <summary>Asks for a look.</summary>
    public static Visit Ask(Id<Persona> persona, Id<Thing> thing, Uri address, DateTimeOffset now)
    {
        var visit = new Visit
        {
            Persona = persona,
            Thing = thing,
            Address = address.AbsoluteUri,
            AskedAt = now,
        };
        visit.Raise(new VisitAsked(visit.Id));
        return visit;
    }

    /// <summary>The page was read.</summary>
    /// <param name="page">What it says.</param>
    /// <param name="things">The Things recognised in it.</param>
    public void Find(ExternalPost page, IEnumerable<RecognisedThing> things)
    {
        State = VisitState.Found;
        Source = Link.Canonical(page.Source);
        Title = Text.Cut(Text.Line(page.Title), TitleLimit);
        Excerpt = Text.Cut(Text.Line(page.Excerpt), ExcerptLimit);
        WrittenAt = page.WrittenAt;
        Recognised = [.. things];
    }

    /// <summary>The page could not be read.</summary>
    public void CannotRead(string problem)
    {
        State = VisitState.Unreadable;
        Problem = problem;
    }

    /// <summary>Its owner had it listed.</summary>
    public void Become(Id<Post> post) => Post = post;
}

/// <summary>Somebody asked for a look at a page.</summary>
/// <param name="Visit">Which.</param>
public sealed record VisitAsked(Id<Visit> Visit) : IDomainEvent;
