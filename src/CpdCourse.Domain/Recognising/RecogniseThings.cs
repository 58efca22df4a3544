using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Recognising;

/// <summary>
/// Says which Things a post answers that was written without a word to us: by its links, its tags, its title and its headings. What is certain or likely may be
/// listed at once; a <see cref="Recognition.Guess"/> asks its writer first. Better nothing than a wrong Thing.
/// </summary>
public static class RecogniseThings
{
    // A post about more Things than these looks back at the course, or lists what its writer did.
    private const int MostLinked = 3;

    /// <summary>The Things, each once: those of the title in its order, then the others by number.</summary>
    public static IReadOnlyList<RecognisedThing> In(SeenPost post, CourseWords course)
    {
        var named = new List<RecognisedThing>();
        foreach (var thing in TitleGrammar.Read(post.Title, course.Last))
        {
            Add(named, thing.Number, thing.IsSure ? Recognition.Title : Recognition.Guess);
        }

        foreach (var thing in post.Tags.SelectMany(tag => TitleGrammar.Read(tag, course.Last)))
        {
            Add(named, thing.Number, thing.IsSure ? Recognition.Tag : Recognition.Guess);
        }

        foreach (var number in Asked(post.Headings, course))
        {
            Add(named, number, Recognition.Prompt);
        }

        Link(named, [.. post.Links.Where(course.Has).Distinct()]);
        return named.Count > 0 ? named : Titled(post.Title, course);
    }

    // Who names Thing 6 and links to Thing 5 as well refers to what went before.
    private static void Link(List<RecognisedThing> named, List<int> linked)
    {
        var isNamed = named.Exists(t => t.IsSure);
        foreach (var number in linked.Order())
        {
            var isCertain =
                named.Exists(t => t.IsSure && t.Number == number)
                || (!isNamed && linked.Count <= MostLinked);
            Add(named, number, isCertain ? Recognition.Link : Recognition.Guess);
        }
    }

    /// <summary>Things one of whose prompts is a heading, word by word.</summary>
    private static IEnumerable<int> Asked(IReadOnlyList<string> headings, CourseWords course)
    {
        var said = headings.Select(Plain).Where(h => h.Contains(' ', StringComparison.Ordinal));
        var asked = said.ToHashSet(StringComparer.Ordinal);
        return asked.Count == 0
            ? []
            : course
                .Things.Where(t => t.Prompts.Any(p => asked.Contains(Plain(p))))
                .Select(t => t.Number);
    }

    /// <summary>Things whose whole title stands in the post's title: a guess.</summary>
    private static IReadOnlyList<RecognisedThing> Titled(string title, CourseWords course)
    {
        var words = $" {Plain(title)} ";
        return
        [
            .. course
                .Things.Where(t =>
                    Plain(t.Title) is var name
                    && name.Contains(' ', StringComparison.Ordinal)
                    && words.Contains($" {name} ", StringComparison.Ordinal)
                )
                .Select(t => new RecognisedThing(t.Number, Recognition.Guess)),
        ];
    }

    // The most certain ground counts.
    private static void Add(List<RecognisedThing> things, int number, Recognition ground)
    {
        var known = things.FindIndex(t => t.Number == number);
        if (known < 0)
        {
            things.Add(new RecognisedThing(number, ground));
        }
        else if (Certainty(ground) > Certainty(things[known].Ground))
        {
            things[known] = new RecognisedThing(number, ground);
        }
    }

    private static int Certainty(Recognition ground) =>
        ground switch
        {
            Recognition.Link => 4,
            Recognition.Tag => 3,
            Recognition.Title => 2,
            Recognition.Prompt => 1,
            _ => 0,
        };

    private static string Plain(string text) =>
        string.Join(
            ' ',
            TitleToken.Read(text).Where(t => !t.IsMark).Select(t => t.Text.ToLowerInvariant())
        );
}

/// <summary>What is known of a post on another site.</summary>
public sealed record SeenPost
{
    /// <summary>Its title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Its tags and categories, plain text.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Numbers of the Things to whose pages it links.</summary>
    public IReadOnlyList<int> Links { get; init; } = [];

    /// <summary>Its headings, plain text.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];
}

/// <summary>The words of the course by which a Thing may be recognised.</summary>
/// <param name="Things">All its Things.</param>
public sealed record CourseWords(IReadOnlyList<ThingWords> Things)
{
    /// <summary>The highest number: 23 in the classic course, whose name contains it.</summary>
    public int Last => Things.Select(t => t.Number).DefaultIfEmpty().Max();

    internal bool Has(int number) => Things.Any(t => t.Number == number);
}

/// <summary>The words of a Thing.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Prompts">Its questions, plain text.</param>
public sealed record ThingWords(int Number, string Title, IReadOnlyList<string> Prompts);

/// <summary>A Thing that a post answers, so far as can be told.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Ground">By what it was recognised.</param>
public sealed record RecognisedThing(int Number, Recognition Ground)
{
    /// <summary>May be listed without asking.</summary>
    public bool IsSure => Ground is not (Recognition.Guess or Recognition.Denied);

    /// <summary>Somebody who may say so has said it.</summary>
    public bool IsDecided =>
        Ground is Recognition.Author or Recognition.Organiser or Recognition.Denied;
}
