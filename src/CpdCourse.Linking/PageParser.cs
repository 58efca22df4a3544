using AngleSharp;
using AngleSharp.Html.Parser;

namespace CpdCourse.Linking;

/// <summary>The parser of pages and of pieces of them.</summary>
internal static class PageParser
{
    // Put together once: to do so for each page takes three times as long as to read a short one.
    private static readonly IConfiguration Services = Configuration.Default;

    /// <summary>A parser for one page: it fetches nothing and runs nothing.</summary>
    public static HtmlParser New(HtmlParserOptions options = default) =>
        new(options, BrowsingContext.New(Services));
}
