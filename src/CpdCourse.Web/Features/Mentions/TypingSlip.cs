using CpdCourse.Linking;
using CpdCourse.Linking.Webmention;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What somebody who sends a webmention by hand is told of a mistake.</summary>
/// <param name="Field">Where it is: a property of <see cref="WebmentionPage"/>, or nothing when it is about neither field.</param>
/// <param name="Sentence">What to do.</param>
internal sealed record TypingSlip(string Field, string Sentence)
{
    private const string Source = nameof(WebmentionPage.Source);
    private const string Target = nameof(WebmentionPage.Target);

    public static TypingSlip OurPage { get; } =
        new(
            Source,
            "That is a page of this site, and its links are noticed by themselves. Enter the address of a page elsewhere."
        );

    public static TypingSlip NoSuchPage { get; } =
        new(
            Target,
            "There is no page here at this address that lists others. Copy the address of the post, Thing or person that your page links to."
        );

    public static TypingSlip TooMany { get; } =
        new(
            "",
            "Many addresses were sent in a short time. Please try again in a few minutes; what you typed is still here."
        );

    public static TypingSlip Of(WebmentionMistake mistake) =>
        mistake switch
        {
            WebmentionMistake.NoSource => new(Source, "Enter the address of your page."),
            WebmentionMistake.NoTarget => new(
                Target,
                "Enter the address of the page here that yours links to."
            ),
            WebmentionMistake.WrongTarget => new(Target, Whole("things/12")),
            WebmentionMistake.SamePage => new(
                Source,
                "Both addresses are the same. Enter the address of your own page here."
            ),
            _ => new(Source, Whole("a-post")),
        };

    private static string Whole(string page) =>
        $"Enter a whole web address of at most {WebAddress.MaxLength} characters, like https://example.org/{page}.";
}
