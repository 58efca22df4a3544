using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;

namespace CpdCourse.Markup;

/// <summary>
/// Markdown to HTML that is not yet safe: CommonMark without raw HTML, with tables, footnotes, task lists, struck
/// text and bare addresses. No generic attributes, which would let a writer set any attribute.
/// </summary>
internal static class MarkdownReader
{
    /// <summary>Markdig takes quadratic time on brackets that never close; 2,000 links are more than a post of 50,000 characters has room for.</summary>
    private const int MostBrackets = 2000;

    /// <summary>Rows of a table are filled up to the widest, so a text of 50,000 characters could ask for 60 MB of cells.</summary>
    private const int MostCells = 30_000;

    private static readonly MarkdownPipeline PostPipeline = Basis()
        .UsePipeTables()
        .UseFootnotes()
        .Build();

    /// <summary>Without tables, and without footnotes, whose ids would meet those of other comments.</summary>
    private static readonly MarkdownPipeline CommentPipeline = Basis().Build();

    /// <exception cref="TooDeepException">Nested too deeply.</exception>
    public static string Post(string markdown) => ToHtml(markdown, PostPipeline);

    /// <exception cref="TooDeepException">Nested too deeply.</exception>
    public static string Comment(string markdown) => ToHtml(markdown, CommentPipeline);

    private static MarkdownPipelineBuilder Basis() =>
        new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .Use<BareAddresses>();

    private static string ToHtml(string markdown, MarkdownPipeline pipeline)
    {
        var text = CleanText.Of(markdown);
        if (text.AsSpan().Count('[') > MostBrackets)
        {
            throw new TooDeepException(
                "This text has more than 2,000 opening square brackets. Please divide it into several and try again."
            );
        }

        if (CountCells(text) > MostCells)
        {
            throw new TooDeepException(
                "This text has a table with too many cells. Please divide it into several and try again."
            );
        }

        try
        {
            return Markdown.ToHtml(text, pipeline);
        }
        catch (ArgumentException tooDeep)
        {
            // Markdig's way to say that a limit of nesting was reached; it has no exception of its own for that.
            throw new TooDeepException(tooDeep);
        }
    }

    /// <summary>At least as many cells as the tables of a text can have: per run of lines, lines times the most bars in one.</summary>
    private static long CountCells(ReadOnlySpan<char> text)
    {
        var cells = 0L;
        var lines = 0L;
        var mostBars = 0;
        foreach (var line in text.EnumerateLines())
        {
            var isBlank = line.IsWhiteSpace();
            lines = isBlank ? 0 : lines + 1;
            mostBars = isBlank ? 0 : Math.Max(mostBars, line.Count('|'));
            cells = Math.Max(cells, lines * (mostBars + 1));
        }

        return cells;
    }

    private sealed class BareAddresses : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline) =>
            pipeline.InlineParsers.Insert(0, new BareAddressParser());

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) { }
    }
}
