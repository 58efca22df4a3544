using CpdCourse.Markup;

namespace CpdCourse.Web.Features.Writing;

/// <summary>The outside addresses a text links to, for the foresight beside the editor.</summary>
internal static class LinkedSites
{
    private static readonly Names NoNames = new(
        new HashSet<string>(),
        0,
        null,
        new Uri("http://local.invalid/")
    );

    public static IReadOnlyList<Uri> In(string markdown)
    {
        try
        {
            return markdown.Length == 0
                ? []
                : [.. Render.Post(markdown, NoNames).Links.Where(l => l.Host != "local.invalid")];
        }
        catch (TooDeepException)
        {
            // Said when it is published; here it only means that nothing can be foreseen.
            return [];
        }
    }
}
