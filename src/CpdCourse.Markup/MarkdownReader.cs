using Markdig;
using Markdig.Extensions.AutoLinks;
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

    /// <summary>Addresses without brackets become links, but only those that begin with http: not www, ftp, tel, mailto.</summary>
    private sealed class BareAddresses : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline) =>
            pipeline.InlineParsers.Insert(
                0,
                new AutoLinkParser(new AutoLinkOptions()) { OpeningCharacters = ['h'] }
            );

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) { }
    }
}
