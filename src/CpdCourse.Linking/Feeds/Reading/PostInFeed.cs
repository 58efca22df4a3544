using System.Security.Cryptography;
using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>What an entry of a feed says of a post, in the words of its page (<see cref="PostOnPage"/>).</summary>
public static class PostInFeed
{
    /// <summary>Reads an entry; null when it has no address, so that nobody could be led to it.</summary>
    public static PostOnPage? Read(ReadEntry entry)
    {
        if (entry.Link is not { } link)
        {
            return null;
        }

        var text = PostOnPage.Of(entry.ContentHtml ?? "", link);
        var summary = entry.Summary is { Length: > 0 } said ? said : text.Excerpt;
        var excerpt = PlainText.Cut(summary, PostOnPage.ExcerptLength);
        return text with
        {
            // A note without a title is called by its beginning.
            Title = entry.Title.Length > 0 ? entry.Title : Called(excerpt, link),
            Excerpt = excerpt,
            WrittenAt = entry.Published ?? entry.Updated,
            Tags = [.. entry.Tags.Concat(text.Tags).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    /// <summary>What it is called for ever: its id, else its address.</summary>
    public static string IdOf(ReadEntry entry) => entry.Id ?? entry.Link?.AbsoluteUri ?? "";

    /// <summary>Tells the words of an entry from other words: a hash in hexadecimal.</summary>
    /// <param name="post">What is known of it.</param>
    /// <param name="text">Its whole text, where that counts; null where its beginning does.</param>
    public static string MarkOf(PostOnPage post, string? text = null) =>
        Convert.ToHexString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        post.Tags.Concat(post.Headings)
                            .Concat(post.Links.Select(l => l.AbsoluteUri))
                            .Prepend(post.Excerpt)
                            .Prepend(post.Title)
                            .Concat(text is null ? [] : [text])
                    )
                )
            ),
            0,
            16
        );

    private static string Called(string excerpt, Uri link) =>
        excerpt.Length > 0 ? PlainText.Cut(excerpt, NoteTitle) : link.Host;

    private const int NoteTitle = 60;
}
