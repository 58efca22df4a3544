using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

/// <summary>
/// cases/post-*.md and comment-*.md (Markdown) and foreign-*.htm in, the .html of the same name out, followed by what
/// else was learnt of the text. Run with CPD_GOLDEN=write to write them anew, then read the difference.
/// </summary>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(TextFiles.Folder, "cases");

    public static TheoryData<string> Cases =>
        [
            .. Directory
                .EnumerateFiles(Folder)
                .Select(path => Path.GetFileName(path))
                .Where(name => !name.EndsWith(".html", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_case_renders_as_written_down(string name)
    {
        var input = File.ReadAllText(Path.Combine(Folder, name));
        var expected = Path.Combine(Folder, Path.ChangeExtension(name, ".html"));

        var text =
            name.StartsWith("foreign-", StringComparison.Ordinal) ? Texts.Foreign(input)
            : name.StartsWith("comment-", StringComparison.Ordinal) ? Texts.Comment(input)
            : Texts.Post(input);

        HtmlRules.Check(text.Html.ToString(), name);
        var actual = Describe(text);
        if (Environment.GetEnvironmentVariable("CPD_GOLDEN") == "write")
        {
            File.WriteAllText(expected, actual);
        }

        actual.ShouldBe(File.ReadAllText(expected));
    }

    private static string Describe(RenderedText text) =>
        text.Html.ToString().TrimEnd('\n')
        + $"\n<!--\nwords: {text.Words}\nexcerpt: {text.Excerpt}\n"
        + string.Concat(text.Links.Select(link => $"link: {link.AbsoluteUri}\n"))
        + string.Concat(text.Mentions.Select(mention => $"mention: {mention}\n"))
        + string.Concat(
            text.Headings.Select(heading => $"h{heading.Level} #{heading.Id}: {heading.Text}\n")
        )
        + "-->\n";
}
