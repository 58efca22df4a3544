using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Courses;

/// <summary>The programme: title, description and the library of Things. A site holds one course.</summary>
public sealed class Course : Aggregate
{
    private Course() { }

    /// <summary>Begins a course.</summary>
    /// <param name="title">Its name, shown on every page.</param>
    public Course(string title) => Title = Text.Line(title);

    /// <summary>Longest title, in characters.</summary>
    public const int TitleLimit = 100;

    /// <summary>Identity.</summary>
    public Id<Course> Id { get; private set; } = Id<Course>.New();

    /// <summary>Its name.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The heading of the home page.</summary>
    public string Tagline { get; private set; } = "";

    /// <summary>Two or three sentences for the home page and for cards.</summary>
    public string Lead { get; private set; } = "";

    /// <summary>The licence of the course's own text, in words.</summary>
    public string Licence { get; private set; } = "";

    /// <summary>Language tag of the course (BCP 47), such as <c>en-GB</c>.</summary>
    public string Language { get; private set; } = "en-GB";

    /// <summary>When an organiser last changed title or words; null while it is as bundled.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>Adds a Thing with the next or a given number.</summary>
    /// <param name="number">From 1; the caller asks for each number once (a unique index guards it).</param>
    public Thing AddThing(int number) => new(Id, number);

    /// <summary>Takes an organiser's title.</summary>
    public Outcome Rename(string title, DateTimeOffset now)
    {
        var name = Text.Line(title);
        if (name.Length > TitleLimit || !Text.HasInk(name))
        {
            return Refusals.CourseTitle;
        }

        Title = name;
        EditedAt = now;
        return Outcome.Done;
    }

    /// <summary>Takes the words of the bundled course, unless an organiser has changed them.</summary>
    public void Bundle(string title, string tagline, string lead, string licence, string language)
    {
        Title = EditedAt is null ? Text.Line(title) : Title;
        Tagline = Text.Line(tagline);
        Lead = Text.Line(lead);
        Licence = Text.Line(licence);
        Language = Text.Line(language);
    }
}

/// <summary>The texts of a Thing changed.</summary>
/// <param name="Thing">Which.</param>
public sealed record ThingRevised(Id<Thing> Thing) : IDomainEvent;

/// <summary>Newer rules made other words of the introduction of a Thing.</summary>
/// <param name="Thing">Which.</param>
public sealed record ThingRenderedAnew(Id<Thing> Thing) : IDomainEvent;
