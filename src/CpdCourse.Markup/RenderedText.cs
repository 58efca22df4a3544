namespace CpdCourse.Markup;

/// <summary>A rendered text and what the rest of the program wants to know of it.</summary>
/// <param name="Html">The HTML to show.</param>
/// <param name="Excerpt">The beginning as plain text, at most 280 characters, without headings where there is other text.</param>
/// <param name="Words">How many words there are to read; see <see cref="Render.ReadingMinutes"/>.</param>
/// <param name="Links">
/// The http(s) addresses its writer linked, absolute (also those of this site), in order, each once. Spelled as in
/// the HTML, so that a receiver who looks for its own address there finds it. Links that
/// we made (mentions, "Thing 12", question headings) and pictures are not among them: nobody is notified of those.
/// </param>
/// <param name="Mentions">The handles it mentions, in lower case, in order, each once; only known ones.</param>
/// <param name="Headings">Its headings in order, as shown; empty for comments and foreign HTML.</param>
public sealed record RenderedText(
    SafeHtml Html,
    string Excerpt,
    int Words,
    IReadOnlyList<Uri> Links,
    IReadOnlyList<string> Mentions,
    IReadOnlyList<Heading> Headings
);

/// <summary>A heading of a rendered post.</summary>
/// <param name="Level">2 to 4.</param>
/// <param name="Id">Its anchor: a question's (<c>q1</c>, <c>t7-q2</c>) or one that begins with <c>h-</c>.</param>
/// <param name="Text">Its text without markup.</param>
public sealed record Heading(int Level, string Id, string Text);
