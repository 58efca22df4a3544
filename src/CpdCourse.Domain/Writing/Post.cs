using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;

namespace CpdCourse.Domain.Writing;

/// <summary>
/// A piece of writing by a persona, here or elsewhere. What readers see stands in the post itself; what its author is typing stands in <see cref="Draft"/>
/// until it is published.
/// </summary>
public sealed partial class Post : Aggregate
{
    private readonly List<Response> responses = [];
    private readonly List<Answer> answers = [];
    private readonly List<Revision> revisions = [];
    private readonly List<Category> categories = [];

    private Post() { }

    /// <summary>Identity.</summary>
    public Id<Post> Id { get; private set; } = Id<Post>.New();

    /// <summary>Number in the addresses of its author's own pages (<c>/write/812</c>); given by the database.</summary>
    public int Number { get; private set; }

    /// <summary>Whose it is.</summary>
    public Id<Persona> Author { get; private set; }

    /// <summary>Title as published; never empty then.</summary>
    public string Title { get; private set; } = "";

    /// <summary>As in <c>/@handle/slug</c>; unique for the author. Null until first published.</summary>
    public string? Slug { get; private set; }

    /// <summary>Markdown as published; of an external post the excerpt as plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The text as rendered when it was published; of an external post its excerpt, or its whole text when <see cref="IsWhole"/>.</summary>
    public Rendered Rendered { get; private set; } = Rendered.Nothing;

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; private set; }

    /// <summary>True once anybody could read it: then its address answers "gone" when they no longer can, and not like one that never was.</summary>
    public bool WasPublic { get; private set; }

    /// <summary>The group that may read it, when <see cref="Audience"/> says so.</summary>
    public Guid? Group { get; private set; }

    /// <summary>Where it stands.</summary>
    public PostState State { get; private set; }

    /// <summary>Where it was written.</summary>
    public Origin Origin { get; private set; }

    /// <summary>Canonical address of an external post; unique on the site.</summary>
    public string? SourceUrl { get; private set; }

    /// <summary>True for a post from another site whose whole text is shown here, because its author wants that; else there is its beginning.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Where readers comment on it; a post that was written here takes its comments here.</summary>
    public CommentsAt CommentsAt { get; private set; }

    /// <summary>True when its author wants no more pages listed that link to it; those that are listed stay.</summary>
    public bool ClosedToLinks { get; private set; }

    /// <summary>When it was written, as its author's clock says: archives go by this.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When it could first be read here: streams go by this, so that an answer to an early Thing is seen on the day it comes.</summary>
    public DateTimeOffset ArrivedAt { get; private set; }

    /// <summary>When its text was last changed after publishing; null when never.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>What its author is typing; null when nothing is unpublished.</summary>
    public Draft? Draft { get; private set; }

    /// <summary>When the draft was last saved.</summary>
    public DateTimeOffset? DraftSavedAt { get; private set; }

    /// <summary>Counts the saves: a save that does not know the latest one never overwrites it.</summary>
    public int Version { get; private set; }

    /// <summary>The highest number a comment under it ever had.</summary>
    public int LastComment { get; private set; }

    /// <summary>The Things it answers.</summary>
    public IReadOnlyList<Response> Responses => [.. responses.OrderBy(r => r.Position)];

    /// <summary>Its parts that answer a prompt each.</summary>
    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>Earlier states, for its author.</summary>
    public IReadOnlyList<Revision> Revisions => [.. revisions.OrderBy(r => r.Number)];

    /// <summary>Its subjects.</summary>
    public IReadOnlyList<Category> Categories => categories;

    /// <summary>True while it is published.</summary>
    public bool IsPublished => State is PostState.Published;

    /// <summary>True when anybody may read it.</summary>
    public bool IsPublic => IsPublished && Audience is Audience.Everyone;

    /// <summary>Its author wants no more pages listed that link to it, or wants them again.</summary>
    public void TakeLinks(bool more) => ClosedToLinks = !more;

    /// <summary>Where the next comment stands; null while nobody else can read it, or where its author takes none.</summary>
    public CommentPlace? PlaceComment() =>
        IsPublished && CommentsAt is not CommentsAt.Source ? new(Id, ++LastComment) : null;
}
