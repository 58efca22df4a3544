using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

/// <summary>The course that the texts of these tests belong to.</summary>
internal static class Texts
{
    public static Names Names { get; } =
        new(
            new HashSet<string>(StringComparer.Ordinal) { "amara", "tom", "ingrid-h", "de_vries" },
            ThingCount: 23,
            Thing: 12,
            new Uri("https://cpd.example/")
        );

    public static RenderedText Post(string markdown) => Render.Post(markdown, Names);

    public static RenderedText Comment(string markdown) => Render.Comment(markdown, Names);

    public static RenderedText Foreign(string html) =>
        Render.Foreign(html, new Uri("https://blog.example/2026/post"));
}
