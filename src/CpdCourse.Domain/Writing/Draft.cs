using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;

namespace CpdCourse.Domain.Writing;

/// <summary>What an author has typed and not yet published: the whole form, so that nothing is asked twice.</summary>
public sealed record Draft
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleLimit = 200;

    /// <summary>Longest text, in characters of Markdown.</summary>
    public const int TextLimit = 50_000;

    /// <summary>Most categories.</summary>
    public const int CategoryLimit = 20;

    /// <summary>Most addresses to send a trackback to.</summary>
    public const int AddressLimit = 10;

    /// <summary>Title, one line; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>Numbers of the Things it answers, in the author's order; may be none.</summary>
    public IReadOnlyList<int> Things { get; init; } = [];

    /// <summary>Names of categories as typed.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; init; }

    /// <summary>Trackback addresses typed by the author.</summary>
    public IReadOnlyList<string> Trackbacks { get; init; } = [];

    /// <summary>Addresses among its links whose sites are not to be told; what is no address is left out.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>The same with text in normal form.</summary>
    public Draft Normal() =>
        this with
        {
            Title = Common.Text.Line(Title),
            Text = Common.Text.Lines(Text),
            Things = [.. Things.Distinct()],
            Categories =
            [
                .. Categories
                    .Select(Common.Text.Line)
                    .Where(c => c.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Trackbacks =
            [
                .. Trackbacks
                    .Select(a => a.Trim())
                    .Where(a => a.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ],
            Untold =
            [
                .. Untold
                    .Where(Link.IsWeb)
                    .Distinct(StringComparer.Ordinal)
                    .Take(OutgoingLink.PostLimit),
            ],
        };

    /// <summary>
    /// True when this and the other are the same to a reader: whom to tell aside, and without regard to the order and letter case of categories.
    /// </summary>
    public bool Says(Draft other) =>
        Title == other.Title
        && Text.Trim('\n') == other.Text.Trim('\n')
        && Audience == other.Audience
        && Things.SequenceEqual(other.Things)
        && Categories.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Categories);

    /// <summary>What is wrong with it even as a draft; null when it can be kept.</summary>
    public Refusal? Problem() =>
        this switch
        {
            { Title.Length: > TitleLimit } => Refusals.TooLong("Title", "The title", TitleLimit),
            { Text.Length: > TextLimit } => Refusals.TooLong("Text", "The text", TextLimit),
            { Categories.Count: > CategoryLimit } => Refusals.TooManyCategories,
            { Trackbacks.Count: > AddressLimit } => Refusals.TooManyTrackbacks,
            _ when Categories.Any(c => c.Length > Courses.Category.NameLimit) => Refusals.TooLong(
                "Categories",
                "A category",
                Courses.Category.NameLimit
            ),
            _ when Trackbacks.FirstOrDefault(a => !Link.IsWeb(a)) is { } wrong =>
                Refusals.TrackbackAddress(wrong),
            _ => null,
        };
}
