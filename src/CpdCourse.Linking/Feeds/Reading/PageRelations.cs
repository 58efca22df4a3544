using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>What a page says belongs to it, gathered in one pass: its link elements, and its links for readers with their words.</summary>
internal sealed class PageRelations
{
    private readonly List<(HtmlTagToken Tag, StringBuilder Words)> found = [];
    private StringBuilder? words;
    private string? start;

    private PageRelations() { }

    /// <summary>The program that made the page.</summary>
    public string? Generator { get; private set; }

    /// <summary>The link elements, and the links for readers that have a relation.</summary>
    public IReadOnlyList<WebLink> Named { get; private set; } = [];

    /// <summary>The links for readers.</summary>
    public IReadOnlyList<WebLink> Plain { get; private set; } = [];

    public static PageRelations In(string html, Uri page)
    {
        var relations = new PageRelations();
        foreach (var token in PageWalk.Through(html))
        {
            relations.Take(token);
        }

        relations.Resolve(page);
        return relations;
    }

    private void Take(HtmlToken token)
    {
        switch (token)
        {
            case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                Open(tag);
                break;
            case HtmlTagToken { Name: "a" }:
                words = null;
                break;
            case { Type: HtmlTokenType.Character } when words is { Length: < FeedReader.MaxTitle }:
                words.Append(token.Data);
                break;
        }
    }

    private void Open(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "base":
                start ??= PageWalk.Attribute(tag, "href");
                break;
            case "meta" when Is(PageWalk.Attribute(tag, "name"), "generator"):
                Generator ??= PlainText.Clean(PageWalk.Attribute(tag, "content"));
                break;
            case "link":
                found.Add((tag, new StringBuilder()));
                break;
            case "a":
                words = new StringBuilder();
                found.Add((tag, words));
                break;
        }
    }

    private void Resolve(Uri page)
    {
        var from = WebAddress.Resolve(page, start) ?? page;
        var links = found
            .Select(link => (link.Tag.Name, Link: Link(link.Tag, link.Words, from)))
            .Where(link => link.Link is not null)
            .ToList();
        Named =
        [
            .. links
                .Where(l => l.Name == "link" || l.Link!.Relations.Length > 0)
                .Select(l => l.Link!),
        ];
        Plain = [.. links.Where(l => l.Name == "a").Select(l => l.Link!)];
    }

    private static WebLink? Link(HtmlTagToken tag, StringBuilder words, Uri from) =>
        PageWalk.Attribute(tag, "href") is { } said && FeedScheme.Resolve(from, said) is { } address
            ? new WebLink(
                address,
                PageWalk.Attribute(tag, "rel") ?? "",
                PageWalk.Attribute(tag, "type"),
                PageWalk.Attribute(tag, "title") ?? words.ToString()
            )
            : null;

    private static bool Is(string? value, string word) =>
        string.Equals(value?.Trim(), word, StringComparison.OrdinalIgnoreCase);
}
