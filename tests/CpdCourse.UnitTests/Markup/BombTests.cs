using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

/// <summary>
/// Texts made to cost time, at the longest a post may be: a text of that length is all that stands between a stranger and our processor, because a rendering that
/// has begun cannot be stopped. They take 0.1 to 0.6 s each; the limit
/// is generous. It counts time of the processor, and nothing runs beside, because machines that build are busy.
/// </summary>
[Collection(nameof(BombTests))]
[CollectionDefinition(nameof(BombTests), DisableParallelization = true)]
public class BombTests
{
    private const int PostLength = 50_000;
    private const int ImportLength = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("[a](")]
    [InlineData("<div>")]
    [InlineData("- a\n")]
    [InlineData("> - ")]
    [InlineData("# a\n")]
    [InlineData("https://a.example ")]
    [InlineData("a|b\n-|-\n\n")]
    public void C4_repeated_markdown_is_rendered_or_refused_in_time(string part)
    {
        var text = Repeat(part, PostLength);

        InTime(() => RenderOrRefuse(() => Texts.Post(text)));
    }

    [Fact]
    public void C4_many_footnotes_are_rendered_or_refused_in_time()
    {
        var notes = string.Concat(
            Enumerable.Range(1, 990).Select(i => $"[^{i}] \n\n[^{i}]: note\n\n")
        );

        InTime(() => RenderOrRefuse(() => Texts.Post(notes)));
    }

    [Fact]
    public void C4_a_table_that_asks_for_millions_of_cells_is_refused()
    {
        var text = Repeat("a|", 1000) + "\n" + Repeat("-|", 1000) + "\n" + Repeat("a|b\n", 48_000);

        InTime(() =>
            Should.Throw<TooDeepException>(() => Texts.Post(text)).Message.ShouldContain("cells")
        );
    }

    [Theory]
    [InlineData("[a](", "brackets")]
    [InlineData("> ", "flatter")]
    [InlineData("1. ", "flatter")]
    public void C4_what_nests_too_deeply_is_refused_with_a_sentence(string part, string word)
    {
        var text = Repeat(part, PostLength / 4);

        Should.Throw<TooDeepException>(() => Texts.Post(text)).Message.ShouldContain(word);
        Should.Throw<TooDeepException>(() => Texts.Comment(text)).Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("<ul><li>")]
    [InlineData("<a href=x><div>")]
    [InlineData("<b><p>")]
    [InlineData("<table><td>")]
    [InlineData("<th><td>")]
    public void C4_repeated_html_of_strangers_is_rendered_in_time(string part)
    {
        var html = Repeat(part, ImportLength);

        InTime(() => Texts.Foreign(html));
    }

    [Fact]
    public void Deep_html_keeps_its_text()
    {
        var html = Repeat("<div>", 50_000) + "bottom" + Repeat("</div>", 60_000);

        Texts.Foreign(html).Excerpt.ShouldBe("bottom");
        Render.PlainText(html).ShouldBe("bottom");
    }

    private static void RenderOrRefuse(Func<RenderedText> render)
    {
        try
        {
            render();
        }
        catch (TooDeepException)
        {
            // Refusing is a good answer.
        }
    }

    private static void InTime(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        (Environment.CpuUsage.TotalTime - before).ShouldBeLessThan(Limit);
    }

    private static string Repeat(string part, int length) =>
        string.Concat(Enumerable.Repeat(part, length / part.Length));
}
