using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Conversation;

/// <summary>What became of telling another site that a post links to it.</summary>
public enum Delivery
{
    /// <summary>To be looked at.</summary>
    Waiting = 0,

    /// <summary>The other site took it.</summary>
    Accepted = 1,

    /// <summary>The page offers no way to be told.</summary>
    NoEndpoint = 2,

    /// <summary>The other site said no; <see cref="OutgoingLink.Answer"/> says why.</summary>
    Refused = 3,

    /// <summary>The other site could not be reached.</summary>
    Unreachable = 4,

    /// <summary>The author does not want it told.</summary>
    Unwanted = 5,
}

/// <summary>A link of a public post to another site, or of a comment to the page elsewhere that it is about, and whether that site was told.</summary>
public sealed class OutgoingLink
{
    private OutgoingLink() { }

    /// <summary>Longest answer kept, in characters.</summary>
    public const int AnswerLimit = 200;

    /// <summary>Most pages that a post tells in all its life: one with more links is a list of links.</summary>
    public const int PostLimit = 100;

    /// <summary>What is told of a post or comment that not everybody can read any more.</summary>
    public const string Gone = "gone";

    /// <summary>Notes a link to be told.</summary>
    /// <param name="post">The post that links.</param>
    /// <param name="target">The address as its author wrote it.</param>
    /// <param name="typed">True when the author typed it as a trackback address: no discovery then.</param>
    /// <param name="now">When.</param>
    public OutgoingLink(Id<Post> post, string target, bool typed, DateTimeOffset now)
    {
        Post = post;
        Target = target;
        Typed = typed;
        NotedAt = now;
    }

    /// <summary>Notes that the page elsewhere which a comment is about is to be told of it.</summary>
    /// <param name="comment">The comment, under a post that stands elsewhere.</param>
    /// <param name="source">The address of that page.</param>
    /// <param name="now">When.</param>
    public static OutgoingLink Of(Comment comment, string source, DateTimeOffset now) =>
        new(comment.Post, source, typed: false, now) { Comment = comment.Id };

    /// <summary>Notes a link that is not to be told, as its author wishes.</summary>
    public static OutgoingLink Quiet(Id<Post> post, string target, DateTimeOffset now) =>
        new(post, target, typed: false, now) { State = Delivery.Unwanted };

    /// <summary>The address without its fragment: one page is told once.</summary>
    public static string Page(string address) => address.Split('#')[0];

    /// <summary>Identity.</summary>
    public Id<OutgoingLink> Id { get; private set; } = Id<OutgoingLink>.New();

    /// <summary>The post that links, or under which the comment stands.</summary>
    public Id<Post> Post { get; private set; }

    /// <summary>The comment that is told of; null for a link of the post itself.</summary>
    public Id<Comment>? Comment { get; private set; }

    /// <summary>The address linked to, or the trackback address typed.</summary>
    public string Target { get; private set; } = "";

    /// <summary>The author typed a trackback address.</summary>
    public bool Typed { get; private set; }

    /// <summary>How it was told; null before.</summary>
    public Protocol? Protocol { get; private set; }

    /// <summary>What became of it.</summary>
    public Delivery State { get; private set; }

    /// <summary>What the other site answered, plain text.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>
    /// What of the post or comment the other site knows by webmention: the mark of its words, or <see cref="Gone"/>; empty when it was never sent one. Whoever was sent
    /// one hears of changes as well.
    /// </summary>
    public string Told { get; private set; } = "";

    /// <summary>Where the other site tells what became of a webmention; null when it named no place.</summary>
    public string? StatusUrl { get; private set; }

    /// <summary>When it was noted.</summary>
    public DateTimeOffset NotedAt { get; private set; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>Takes down what came of a try.</summary>
    public void Take(Delivery state, Protocol? protocol, string answer, DateTimeOffset? now)
    {
        State = state;
        Protocol = protocol;
        Answer = Text.Cut(Text.Line(answer), AnswerLimit);
        TriedAt = now;
    }

    /// <summary>A webmention was sent and answered.</summary>
    public void Tell(string mark, Uri? status)
    {
        Told = mark;
        StatusUrl = status?.AbsoluteUri is { Length: <= Link.Limit } address ? address : null;
    }

    /// <summary>True when the other site was sent a webmention that says something else.</summary>
    public bool KnowsOtherThan(string mark) => Told.Length > 0 && Told != mark;

    /// <summary>It was not its turn: as if it had not been tried.</summary>
    public void NotTried(DateTimeOffset? before) => TriedAt = before;

    /// <summary>To be tried again.</summary>
    public void Again()
    {
        State = Delivery.Waiting;
        Answer = "";
    }
}
