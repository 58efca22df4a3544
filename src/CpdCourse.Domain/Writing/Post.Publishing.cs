using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.Domain.Writing;

public sealed partial class Post
{
    /// <summary>
    /// Shows the draft to its audience. Publishing what is published and unchanged is done already and raises nothing.
    /// </summary>
    /// <param name="prepared">What the draft became: rendered text, the Things and categories it names, a free slug.</param>
    /// <param name="now">When.</param>
    public Outcome Publish(Publication prepared, DateTimeOffset now)
    {
        if (Draft is null)
        {
            return State is PostState.Draft ? Refusals.NothingToPublish : Restore();
        }

        if (string.IsNullOrWhiteSpace(Draft.Text))
        {
            return Refusals.NothingToPublish;
        }

        var first = Slug is null;
        var before = (State, Audience);
        Title = Common.Text.HasInk(Draft.Title) ? Draft.Title : Refusals.Untitled;
        Text = Draft.Text.Trim('\n');
        Rendered = prepared.Rendered;
        Audience = Draft.Audience;
        Slug ??= prepared.Slug;
        State = PostState.Published;
        WithdrawnAt = null;
        WasPublic |= IsPublic;
        Stamp(first, before.Audience, now);
        Take(prepared);
        Keep(Title, Text, RevisionKind.Published, now);
        Draft = null;
        DraftSavedAt = null;
        Version++;
        Raise(
            first || before.State is not PostState.Published
                ? new PostPublished(Id)
                : new PostChanged(Id)
        );
        return Outcome.Done;
    }

    /// <summary>Takes the post back. Its address answers "gone"; its author can bring it back.</summary>
    public Outcome Withdraw(DateTimeOffset now)
    {
        if (State is not PostState.Published)
        {
            return Outcome.Done;
        }

        State = PostState.Withdrawn;
        WithdrawnAt = now;
        Version++;
        Raise(new PostWithdrawn(Id));
        return Outcome.Done;
    }

    /// <summary>Brings a withdrawn post back as it was.</summary>
    public Outcome Restore()
    {
        if (State is not PostState.Withdrawn)
        {
            return Outcome.Done;
        }

        if (Origin is Origin.External && SourceUrl is null)
        {
            return Refusals.ListedAlready;
        }

        State = PostState.Published;
        WithdrawnAt = null;
        Version++;
        Raise(new PostPublished(Id));
        return Outcome.Done;
    }

    /// <summary>Takes the same text as newer rules render it. Nothing else about the post changes, and no reader hears of it.</summary>
    /// <param name="rendered">The text rendered.</param>
    /// <param name="readsOtherwise">True when its words are no longer the same, and not its HTML alone.</param>
    public void RenderAnew(Rendered rendered, bool readsOtherwise)
    {
        Rendered = rendered;
        if (readsOtherwise)
        {
            Raise(new PostRenderedAnew(Id));
        }
    }

    // Readers who may see the post only now have not seen it before: it arrives today, whatever day it was written.
    private void Stamp(bool first, Audience before, DateTimeOffset now)
    {
        if (first)
        {
            WrittenAt = now;
            ArrivedAt = now;
        }
        else
        {
            UpdatedAt = now;
            ArrivedAt = Reach(Audience) > Reach(before) ? now : ArrivedAt;
        }
    }

    private static int Reach(Audience audience) =>
        audience switch
        {
            Audience.Everyone => 3,
            Audience.Course => 2,
            Audience.Group => 1,
            _ => 0,
        };

    private void Take(Publication prepared)
    {
        categories.Clear();
        categories.AddRange(prepared.Categories);
        var wanted = prepared.Things;
        responses.RemoveAll(r => wanted.All(t => t.Id != r.Thing));
        for (var i = 0; i < wanted.Count; i++)
        {
            var known = responses.SingleOrDefault(r => r.Thing == wanted[i].Id);
            if (known is null)
            {
                responses.Add(
                    new Response(Id, wanted[i].Id, prepared.Run, prepared.How(wanted[i]), i + 1)
                );
            }
            else
            {
                known.Position = i + 1;
            }
        }

        foreach (var response in responses)
        {
            response.ArrivedAt = ArrivedAt;
        }

        answers.Clear();
        foreach (var answer in prepared.Answers)
        {
            var thing = wanted.SingleOrDefault(t => t.Number == answer.Thing);
            if (thing is not null && thing.Prompts.Any(p => p.Number == answer.Prompt))
            {
                answers.Add(new Answer(thing.Id, answer.Prompt, answer));
            }
        }
    }
}

/// <summary>What a draft became before it is shown: everything that had to be looked up or rendered.</summary>
public sealed record Publication
{
    /// <summary>A slug that no other post of the author has.</summary>
    public required string Slug { get; init; }

    /// <summary>The text rendered.</summary>
    public required Rendered Rendered { get; init; }

    /// <summary>The Things answered, in the author's order.</summary>
    public IReadOnlyList<Thing> Things { get; init; } = [];

    /// <summary>The categories named.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>The parts under question headings.</summary>
    public IReadOnlyList<AnswerText> Answers { get; init; } = [];

    /// <summary>The run that is on.</summary>
    public Id<Run>? Run { get; init; }

    /// <summary>How the Things were recognised.</summary>
    public Recognition Recognised { get; init; }

    /// <summary>The same for Things, by number, that were recognised in another way.</summary>
    public IReadOnlyDictionary<int, Recognition> Grounds { get; init; } =
        new Dictionary<int, Recognition>();

    internal Recognition How(Thing thing) => Grounds.GetValueOrDefault(thing.Number, Recognised);
}

/// <summary>A post can be read for the first time, or again.</summary>
/// <param name="Post">Which.</param>
public sealed record PostPublished(Id<Post> Post) : IDomainEvent;

/// <summary>A published post changed.</summary>
/// <param name="Post">Which.</param>
public sealed record PostChanged(Id<Post> Post) : IDomainEvent;

/// <summary>A post was taken back.</summary>
/// <param name="Post">Which.</param>
public sealed record PostWithdrawn(Id<Post> Post) : IDomainEvent;

/// <summary>Newer rules made other words of the text of a post.</summary>
/// <param name="Post">Which.</param>
public sealed record PostRenderedAnew(Id<Post> Post) : IDomainEvent;
