using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds;

/// <summary>
/// Reads a stranger's OPML 1.0 to 2.0, tag by tag like a feed: without a tree, a DTD or entities of its own, and as far as it goes where it is broken. What a
/// list includes from elsewhere is not fetched.
/// </summary>
public static class OpmlReader
{
    /// <summary>Bytes that are looked at; a list of a thousand blogs takes a quarter of them.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Blogs that are read, from the top.</summary>
    public const int MaxBlogs = 5_000;

    /// <summary>Headings within headings (trust F6).</summary>
    public const int MaxDepth = 64;

    /// <summary>Characters of a title (trust C3).</summary>
    public const int MaxTitle = 200;

    /// <summary>The list; null when the document is none.</summary>
    public static OpmlList? Read(ReadOnlySpan<byte> body, string? contentType = null)
    {
        var isCut = body.Length > MaxBytes;
        var text = FeedBytes.Decode(body[..Math.Min(body.Length, MaxBytes)], contentType);
        var reading = new Reading();
        foreach (var token in PageWalk.Through(FeedMending.Mend(text), isXml: true))
        {
            if (!reading.Take(token))
            {
                break;
            }
        }

        return reading.Whole is { } list ? list with { IsWhole = list.IsWhole && !isCut } : null;
    }

    /// <summary>Where the reading stands.</summary>
    private sealed class Reading
    {
        // A warning of a program may come before the list; a web page is none.
        private const int MostTagsBefore = 20;

        // Two for each blog, and some for the headings.
        private const int MostTags = 3 * MaxBlogs;

        private readonly List<OpmlBlog> blogs = [];

        // Null for an outline that is a blog: its end tag closes no heading.
        private readonly List<string?> open = [];
        private string title = "";
        private bool isTitle;
        private bool isList;
        private bool isWhole;
        private int beyond;
        private int tagsBefore;
        private int tags;

        public OpmlList? Whole => isList ? new OpmlList(title, blogs) { IsWhole = isWhole } : null;

        /// <summary>Takes the next tag or text; false when there is nothing more to be learnt.</summary>
        public bool Take(HtmlToken token)
        {
            switch (token)
            {
                case HtmlTagToken when ++tags > MostTags:
                    return false;
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    isTitle = tag.Name == "title" && isList && title.Length == 0;
                    return Open(tag);
                case HtmlTagToken tag:
                    isTitle = false;
                    return Close(tag.Name);
                default:
                    if (isTitle && token.Type is HtmlTokenType.Character)
                    {
                        title = PlainText.Cut(PlainText.Clean(token.Data), MaxTitle);
                    }

                    return true;
            }
        }

        private bool Open(HtmlTagToken tag)
        {
            if (!isList)
            {
                isList = tag.Name == "opml";
                return isList || (tag.Name != "html" && ++tagsBefore < MostTagsBefore);
            }

            return tag.Name != "outline" || Outline(tag);
        }

        private bool Outline(HtmlTagToken tag)
        {
            var name = Named(tag);
            var blog = Blog(tag, name);
            if (blog is not null)
            {
                if (blogs.Count == MaxBlogs)
                {
                    return false;
                }

                blogs.Add(blog);
            }

            if (!tag.IsSelfClosing)
            {
                if (open.Count < MaxDepth)
                {
                    open.Add(blog is null ? name : null);
                }
                else
                {
                    beyond++;
                }
            }

            return true;
        }

        private bool Close(string name)
        {
            if (name == "outline" && beyond > 0)
            {
                beyond--;
            }
            else if (name == "outline" && open.Count > 0)
            {
                open.RemoveAt(open.Count - 1);
            }

            isWhole |= name == "opml" && isList;
            return !isWhole;
        }

        private OpmlBlog? Blog(HtmlTagToken tag, string name)
        {
            // Programs write xmlUrl, xmlurl and XMLURL; attributes come in small letters here.
            var feed = WebAddress.Read(PageWalk.Attribute(tag, "xmlurl"));
            var page = WebAddress.Read(
                PageWalk.Attribute(tag, "htmlurl") ?? PageWalk.Attribute(tag, "url")
            );
            var isElsewhere = PageWalk.Attribute(tag, "type") is "include";
            return (feed ?? page) is null || isElsewhere
                ? null
                : new OpmlBlog(name, feed, page)
                {
                    Folders = [.. open.Where(f => !string.IsNullOrEmpty(f)).Select(f => f!)],
                };
        }

        private static string Named(HtmlTagToken tag)
        {
            var text = PlainText.FromHtml(PageWalk.Attribute(tag, "text"));
            var said =
                text.Length > 0 ? text : PlainText.FromHtml(PageWalk.Attribute(tag, "title"));
            return PlainText.Cut(said, MaxTitle);
        }
    }
}
