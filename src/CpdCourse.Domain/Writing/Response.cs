using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.Domain.Writing;

/// <summary>How it was noticed that a post answers a Thing; the most certain first.</summary>
public enum Recognition
{
    /// <summary>Its author said so.</summary>
    Author = 0,

    /// <summary>The post links to the Thing.</summary>
    Link = 1,

    /// <summary>A tag such as <c>thing12</c>.</summary>
    Tag = 2,

    /// <summary>"Thing" and its number in the title.</summary>
    Title = 3,

    /// <summary>Words of the Thing's title: a guess, shown only once confirmed.</summary>
    Guess = 4,

    /// <summary>An organiser said so.</summary>
    Organiser = 5,

    /// <summary>A question of the Thing is one of its headings, word by word.</summary>
    Prompt = 6,

    /// <summary>Its author, or an organiser, said that it does not: kept so that it is not thought of again. No response has it.</summary>
    Denied = 7,
}

/// <summary>That a post answers a Thing: the unit that counts. At most one for a post and a Thing, however it was noticed.</summary>
public sealed class Response
{
    private Response() { }

    internal Response(
        Id<Post> post,
        Id<Thing> thing,
        Id<Run>? run,
        Recognition recognised,
        int position
    )
    {
        Post = post;
        Thing = thing;
        Run = run;
        Recognised = recognised;
        Confirmed = recognised is not Recognition.Guess;
        Position = position;
    }

    /// <summary>The post.</summary>
    public Id<Post> Post { get; private set; }

    /// <summary>The Thing.</summary>
    public Id<Thing> Thing { get; private set; }

    /// <summary>The run in which it arrived, if one was on.</summary>
    public Id<Run>? Run { get; private set; }

    /// <summary>How it was noticed.</summary>
    public Recognition Recognised { get; private set; }

    /// <summary>Listed and counted.</summary>
    public bool Confirmed { get; private set; }

    /// <summary>When its post could first be read, kept here as well: the lists of a Thing go by it, without a look at any other Thing's posts.</summary>
    public DateTimeOffset ArrivedAt { get; internal set; }

    /// <summary>Place among the Things of the post, from 1: question anchors without a Thing mean the first.</summary>
    public int Position { get; internal set; }
}

/// <summary>The part of a post that answers one prompt.</summary>
public sealed class Answer
{
    private Answer() { }

    internal Answer(Id<Thing> thing, int prompt, AnswerText text)
    {
        Thing = thing;
        Prompt = prompt;
        Text = text.Text;
        Rendered = text.Rendered;
    }

    /// <summary>The Thing asked.</summary>
    public Id<Thing> Thing { get; private set; }

    /// <summary>Number of the prompt.</summary>
    public int Prompt { get; private set; }

    /// <summary>Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>As rendered when the post was saved.</summary>
    public Rendered Rendered { get; private set; } = Rendered.Nothing;

    /// <summary>Takes the same text as newer rules render it.</summary>
    public void RenderAnew(Rendered rendered) => Rendered = rendered;
}

/// <summary>One part of a text under the heading of a question.</summary>
/// <param name="Thing">Number of the Thing.</param>
/// <param name="Prompt">Number of the prompt.</param>
/// <param name="Text">Markdown under the heading.</param>
/// <param name="Rendered">The same rendered.</param>
public sealed record AnswerText(int Thing, int Prompt, string Text, Rendered Rendered);

/// <summary>A state of a post that was, kept for its author.</summary>
public sealed class Revision
{
    private Revision() { }

    internal Revision(
        int number,
        string title,
        string text,
        RevisionKind kind,
        DateTimeOffset savedAt
    )
    {
        Number = number;
        Title = title;
        Text = text;
        Kind = kind;
        SavedAt = savedAt;
    }

    /// <summary>From 1, in the order kept.</summary>
    public int Number { get; private set; }

    /// <summary>Title then.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Markdown then.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why it was kept.</summary>
    public RevisionKind Kind { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset SavedAt { get; private set; }
}

/// <summary>Why a revision was kept.</summary>
public enum RevisionKind
{
    /// <summary>It was published.</summary>
    Published = 0,

    /// <summary>It came from a second window or device after the draft had moved on; nothing was overwritten.</summary>
    Aside = 1,
}
