using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.Domain.Writing;

// A post that stands on another site.
public sealed partial class Post
{
    /// <summary>A post that was noticed on another site: excerpt and link, never edited here.</summary>
    public static Post FromElsewhere(
        Id<Persona> author,
        int number,
        ExternalPost found,
        Publication prepared,
        DateTimeOffset now
    )
    {
        var post = new Post
        {
            Author = author,
            Number = number,
            Origin = Origin.External,
            SourceUrl = Link.Canonical(found.Source),
            Title = Common.Text.Line(found.Title),
            Text = Common.Text.Lines(found.Excerpt),
            Slug = prepared.Slug,
            Rendered = prepared.Rendered,
            State = PostState.Published,
            WasPublic = true,
            // Nobody has written it later than it was found.
            WrittenAt = found.WrittenAt is { } at && at < now ? at : now,
            ArrivedAt = now,
            Version = 1,
        };
        if (found.IsFromBefore)
        {
            post.ArrivedAt = post.WrittenAt;
        }

        post.Take(prepared);
        post.Raise(new PostPublished(post.Id));
        return post;
    }

    /// <summary>An external post answers these Things as well, as its author says.</summary>
    /// <param name="prepared">All the Things it answers now.</param>
    public void AnswerAlso(Publication prepared)
    {
        Take(prepared);
        Version++;
        Raise(new PostChanged(Id));
    }

    /// <summary>An external post has other words there now. Its address here stays, and its former words are kept for its author.</summary>
    /// <param name="found">What it says now.</param>
    /// <param name="rendered">Its excerpt, rendered.</param>
    /// <param name="now">When this was seen.</param>
    public void FollowSource(ExternalPost found, Rendered rendered, DateTimeOffset now)
    {
        var title = Common.Text.Line(found.Title);
        var text = Common.Text.Lines(found.Excerpt);
        if ((title, text) != (Title, Text))
        {
            Keep(Title, Text, RevisionKind.Published, now);
            (Title, Text) = (title, text);
            // Its whole text comes by itself, after this.
            Rendered = IsWhole ? Rendered with { Excerpt = rendered.Excerpt } : rendered;
            UpdatedAt = now;
            Version++;
            Raise(new PostChanged(Id));
        }
    }

    /// <summary>
    /// An external post is shown here with its whole text, as its author wishes; lists keep the excerpt. No former text is kept, so that all of it can go again.
    /// Does nothing to a post that was written here.
    /// </summary>
    /// <param name="rendered">The text as it stands there now.</param>
    /// <param name="now">When it was seen.</param>
    public void ShowWhole(Rendered rendered, DateTimeOffset now)
    {
        var shown = rendered with { Excerpt = Rendered.Excerpt };
        if (Origin is not Origin.External || (IsWhole && shown.Html == Rendered.Html))
        {
            return;
        }

        // That more of it is shown is no change of the text.
        UpdatedAt = IsWhole ? now : UpdatedAt;
        IsWhole = true;
        Rendered = shown;
        Version++;
        Raise(new PostChanged(Id));
    }

    /// <summary>An external post is shown with its excerpt alone. Does nothing when it is so already.</summary>
    /// <param name="rendered">Its excerpt, rendered.</param>
    public void ShowBeginning(Rendered rendered)
    {
        if (IsWhole)
        {
            IsWhole = false;
            Rendered = rendered;
            Version++;
            Raise(new PostChanged(Id));
        }
    }

    /// <summary>Its author says where readers comment on it. Does nothing to a post that was written here.</summary>
    public Outcome TakeComments(CommentsAt where)
    {
        if (!Enum.IsDefined(where))
        {
            return Refusals.ChooseOne;
        }

        CommentsAt = Origin is Origin.External ? where : CommentsAt;
        return Outcome.Done;
    }

    /// <summary>It was listed by somebody who could not prove that it is theirs, and somebody else has, or they have taken it back: its address is free for whoever wrote it.</summary>
    public void Release(DateTimeOffset now)
    {
        SourceUrl = null;
        Withdraw(now);
    }
}

/// <summary>A post found on another site.</summary>
/// <param name="Source">Its address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Excerpt">Plain text of its beginning.</param>
/// <param name="WrittenAt">Its own date; null when it has none.</param>
public sealed record ExternalPost(
    Uri Source,
    string Title,
    string Excerpt,
    DateTimeOffset? WrittenAt
)
{
    /// <summary>True when it was there before we looked: it takes its place by its own date and disturbs nobody.</summary>
    public bool IsFromBefore { get; init; }
}
