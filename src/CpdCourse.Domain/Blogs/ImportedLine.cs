using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.Domain.Blogs;

/// <summary>How far a line of an imported list has come.</summary>
public enum LineState
{
    /// <summary>It has not had its turn yet.</summary>
    Waiting = 0,

    /// <summary>There is a blog of somebody for it.</summary>
    Followed = 1,

    /// <summary>Its feed is there, and nobody on the course goes with it; <see cref="ImportedLine.Problem"/> says why.</summary>
    NeedsOwner = 2,

    /// <summary>No feed could be read; <see cref="ImportedLine.Problem"/> says why.</summary>
    Dead = 3,

    /// <summary>No line of a list: the owner of a blog has stopped following it, and no list brings it back.</summary>
    Declined = 4,

    /// <summary>Its feed is being looked for.</summary>
    Sought = 5,
}

/// <summary>One line of a list of blogs that an organiser brought: an address, and by their handle whose it is. What becomes of it is written to it.</summary>
public sealed class ImportedLine : Aggregate
{
    private ImportedLine() { }

    /// <summary>Longest text kept of what was typed for the person, in characters.</summary>
    public const int WhoLimit = 60;

    /// <summary>Identity.</summary>
    public Id<ImportedLine> Id { get; private set; } = Id<ImportedLine>.New();

    /// <summary>Which list it belongs to: made from its bytes, so that the same list is the same import. Empty when declined.</summary>
    public string Import { get; private set; } = "";

    /// <summary>Its place in the list, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Handle of the person as it was given; empty when nobody was named.</summary>
    public string Who { get; private set; } = "";

    /// <summary>What the list calls the blog; may be empty.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Address of the blog as it was given, made whole where it is one.</summary>
    public string Address { get; private set; } = "";

    /// <summary>True when the organiser says that these blogs are theirs.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>When it was brought.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How far it has come.</summary>
    public LineState State { get; private set; }

    /// <summary>What stands in the way, in a sentence or two; null when nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Address of the feed that was found; empty until then.</summary>
    public string Feed { get; private set; } = "";

    /// <summary>The blog that it stands for; null until there is one, and when it is followed no longer.</summary>
    public Id<Blog>? Blog { get; private set; }

    /// <summary>Who declined.</summary>
    public Id<Persona>? Persona { get; private set; }

    /// <summary>Takes a line of a list.</summary>
    public static ImportedLine Of(string import, BroughtLine brought, DateTimeOffset now) =>
        new()
        {
            Import = import,
            Number = brought.Number,
            Who = Text.Cut(Text.Line(brought.Who), WhoLimit),
            Title = Text.Cut(Text.Line(brought.Title), Blogs.Blog.TitleLimit),
            Address = Text.Cut(Text.Line(brought.Address), Link.Limit),
            IsChecked = brought.IsChecked,
            AskedAt = now,
        };

    /// <summary>Keeps in mind that its owner wants a blog here no longer.</summary>
    public static ImportedLine Decline(Blog blog, DateTimeOffset now) =>
        new()
        {
            State = LineState.Declined,
            Persona = blog.Persona,
            Address = blog.Address,
            Feed = blog.Feed,
            AskedAt = now,
        };

    /// <summary>It has its turn: whoever else looks for lines to work on finds it no longer.</summary>
    public void Seek() => State = LineState.Sought;

    /// <summary>Its feed was found.</summary>
    public void Find(Uri feed) => Feed = feed.AbsoluteUri;

    /// <summary>There is a blog for it.</summary>
    public void Follow(Id<Blog> blog)
    {
        State = LineState.Followed;
        Blog = blog;
        Problem = null;
    }

    /// <summary>Nobody goes with it, for now.</summary>
    public void NeedOwner(string problem)
    {
        State = LineState.NeedsOwner;
        Problem = problem;
    }

    /// <summary>There is nothing to follow.</summary>
    public void Die(string problem)
    {
        State = LineState.Dead;
        Problem = problem;
    }

    /// <summary>An organiser says whose it is. Does nothing where it is somebody's already.</summary>
    /// <returns>True when it is to be worked on once more.</returns>
    public bool Name(string handle)
    {
        if (State is not LineState.NeedsOwner)
        {
            return false;
        }

        Who = handle;
        return Again();
    }

    /// <summary>It is looked for once more, if it could not be read.</summary>
    /// <returns>True when it is to be worked on once more.</returns>
    public bool Retry() => State is LineState.Dead && Again();

    private bool Again()
    {
        State = LineState.Waiting;
        Problem = null;
        return true;
    }
}

/// <summary>A line as it stands in a list.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Who">Handle of the person; may be empty.</param>
/// <param name="Title">What the list calls the blog; may be empty.</param>
/// <param name="Address">Of the blog.</param>
/// <param name="IsChecked">True when an organiser says that it is theirs.</param>
public sealed record BroughtLine(
    int Number,
    string Who,
    string Title,
    string Address,
    bool IsChecked
);
