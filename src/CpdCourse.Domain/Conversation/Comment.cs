using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Conversation;

/// <summary>Words under a post, by a persona or by a visitor.</summary>
public sealed class Comment : Aggregate
{
    private Comment() { }

    /// <summary>Longest comment, in characters.</summary>
    public const int TextLimit = 10_000;

    /// <summary>Longest name of a visitor, in characters.</summary>
    public const int NameLimit = 60;

    /// <summary>How long its writer can change it.</summary>
    public static readonly TimeSpan EditableFor = TimeSpan.FromMinutes(60);

    /// <summary>How long an organiser can take it out of the bin again.</summary>
    public static readonly TimeSpan BinnedFor = TimeSpan.FromDays(30);

    /// <summary>Identity.</summary>
    public Id<Comment> Id { get; private set; } = Id<Comment>.New();

    /// <summary>The post.</summary>
    public Id<Post> Post { get; private set; }

    /// <summary>Its number within the post, from 1; never given twice: <c>#c31</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The comment it answers; the whole tree is kept, two levels are shown.</summary>
    public Id<Comment>? Parent { get; private set; }

    /// <summary>The persona that wrote it; null for a visitor.</summary>
    public Id<Persona>? Author { get; private set; }

    /// <summary>A visitor's name as typed.</summary>
    public string VisitorName { get; private set; } = "";

    /// <summary>A visitor's e-mail address, lower case: shown to nobody, used to tell of replies and to know a trusted visitor again. Empty when none.</summary>
    public string VisitorMail { get; private set; } = "";

    /// <summary>A visitor's own site; empty when none.</summary>
    public string VisitorSite { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>As rendered when it was saved.</summary>
    public Rendered Rendered { get; private set; } = Rendered.Nothing;

    /// <summary>Whether it may be seen.</summary>
    public Moderation State { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When its writer changed it; null when never.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>When it was binned or taken back.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Its writer wants to know of replies.</summary>
    public bool TellsReplies { get; private set; }

    /// <summary>Writes a comment.</summary>
    /// <param name="place">The post and the number there; null when no comment can be written there.</param>
    /// <param name="writer">Who.</param>
    /// <param name="words">What.</param>
    /// <param name="known">True when it may be shown at once: on the course, or a visitor trusted before.</param>
    /// <param name="now">When.</param>
    /// <returns>The comment, or why not.</returns>
    public static (Comment? Comment, Outcome Outcome) Write(
        CommentPlace? place,
        CommentWriter writer,
        CommentWords words,
        bool known,
        DateTimeOffset now
    )
    {
        if (place is null)
        {
            return (null, Refusals.NoSuchPost);
        }

        if ((writer.Problem() ?? words.Problem()) is { } refusal)
        {
            return (null, refusal);
        }

        var comment = new Comment
        {
            Post = place.Post,
            Number = place.Number,
            Parent = words.Parent,
            Author = writer.Persona,
            VisitorName = writer.Persona is null ? Common.Text.Line(writer.Name) : "",
            VisitorMail = writer.Persona is null
                ? Common.Text.Line(writer.Mail).ToLowerInvariant()
                : "",
            VisitorSite = writer.Persona is null ? Common.Text.Line(writer.Site) : "",
            Text = words.Normal,
            Rendered = words.Rendered,
            State = known ? Moderation.Shown : Moderation.Held,
            TellsReplies = words.TellsReplies,
            WrittenAt = now,
        };
        if (known)
        {
            comment.Raise(new CommentAccepted(comment.Id));
        }

        return (comment, Outcome.Done);
    }

    /// <summary>Lets a held or binned comment be seen.</summary>
    public Outcome Publish()
    {
        if (State is Moderation.Withdrawn)
        {
            return Refusals.TakenBack;
        }

        if (State is not Moderation.Shown)
        {
            State = Moderation.Shown;
            ClosedAt = null;
            Raise(new CommentAccepted(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Puts it aside.</summary>
    public Outcome Bin(DateTimeOffset now)
    {
        if (State is Moderation.Held or Moderation.Shown)
        {
            State = Moderation.Binned;
            ClosedAt = now;
            Raise(new CommentClosed(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Back into the queue: undo of a decision.</summary>
    public Outcome Hold()
    {
        if (State is Moderation.Withdrawn)
        {
            return Refusals.TakenBack;
        }

        if (State is not Moderation.Held)
        {
            State = Moderation.Held;
            ClosedAt = null;
            Raise(new CommentClosed(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Its writer takes it back.</summary>
    public Outcome TakeBack(DateTimeOffset now)
    {
        if (State is not Moderation.Withdrawn)
        {
            State = Moderation.Withdrawn;
            ClosedAt = now;
            Raise(new CommentClosed(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Its writer changes the words within the time allowed.</summary>
    public Outcome Reword(CommentWords words, DateTimeOffset now)
    {
        if (!IsEditable(now))
        {
            return Refusals.CommentIsOld;
        }

        if (words.Problem() is { } problem)
        {
            return problem;
        }

        Text = words.Normal;
        Rendered = words.Rendered;
        UpdatedAt = now;
        Raise(new CommentReworded(Id));
        return Outcome.Done;
    }

    /// <summary>Takes the same text as newer rules render it. Nothing else about the comment changes, and nobody hears of it.</summary>
    /// <param name="rendered">The text rendered.</param>
    /// <param name="readsOtherwise">True when its words are no longer the same, and not its HTML alone.</param>
    public void RenderAnew(Rendered rendered, bool readsOtherwise)
    {
        Rendered = rendered;
        if (readsOtherwise)
        {
            Raise(new CommentRenderedAnew(Id));
        }
    }

    /// <summary>Its writer has heard enough: no more letters about replies to it.</summary>
    public void StopTelling() => TellsReplies = false;

    /// <summary>True while its writer can still change it.</summary>
    public bool IsEditable(DateTimeOffset now) =>
        State is Moderation.Held or Moderation.Shown && now - WrittenAt <= EditableFor;
}

/// <summary>Who comments: a persona, or a visitor who typed a name.</summary>
/// <param name="Persona">The persona; null for a visitor.</param>
/// <param name="Name">A visitor's name.</param>
/// <param name="Mail">A visitor's e-mail address; may be empty.</param>
/// <param name="Site">A visitor's site; may be empty.</param>
public sealed record CommentWriter(
    Id<Persona>? Persona,
    string Name = "",
    string Mail = "",
    string Site = ""
)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Refusal? Problem() =>
        Persona is not null ? null
        : !Text.HasInk(Text.Line(Name)) ? Refusals.CommentNeedsName
        : Text.Line(Name).Length > Comment.NameLimit
            ? Refusals.TooLong("Name", "Your name", Comment.NameLimit)
        : Mail.Trim().Length > 0 && !IsMail(Mail.Trim()) ? Refusals.MailAddress
        : Site.Trim().Length > 0 && !Link.IsWeb(Site.Trim()) ? Refusals.SiteAddress
        : null;

    private static bool IsMail(string typed) =>
        typed.Length <= 254
        && typed.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && typed.LastIndexOf('@') == at
        && typed.LastIndexOf('.') > at + 1
        && !typed.EndsWith('.')
        && !typed.Any(c =>
            char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';'
        );
}

/// <summary>What a comment says.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Rendered">The same rendered.</param>
/// <param name="Parent">The comment it answers.</param>
/// <param name="TellsReplies">Its writer wants to know of replies.</param>
public sealed record CommentWords(
    string Text,
    Rendered Rendered,
    Id<Comment>? Parent = null,
    bool TellsReplies = false
)
{
    /// <summary>The text in normal form.</summary>
    public string Normal => Common.Text.Lines(Text).Trim();

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Refusal? Problem() =>
        Normal.Length == 0 ? Refusals.CommentIsEmpty
        : Normal.Length > Comment.TextLimit
            ? Refusals.TooLong("Text", "Your comment", Comment.TextLimit)
        : null;
}

/// <summary>A comment can be seen.</summary>
/// <param name="Comment">Which.</param>
public sealed record CommentAccepted(Id<Comment> Comment) : IDomainEvent;

/// <summary>A comment is no longer seen.</summary>
/// <param name="Comment">Which.</param>
public sealed record CommentClosed(Id<Comment> Comment) : IDomainEvent;

/// <summary>A comment has other words.</summary>
/// <param name="Comment">Which.</param>
public sealed record CommentReworded(Id<Comment> Comment) : IDomainEvent;

/// <summary>Newer rules made other words of the text of a comment.</summary>
/// <param name="Comment">Which.</param>
public sealed record CommentRenderedAnew(Id<Comment> Comment) : IDomainEvent;
