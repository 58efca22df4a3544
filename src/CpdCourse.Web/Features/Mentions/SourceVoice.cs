using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Microformats;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Hosting;
using Kind = CpdCourse.Domain.Conversation.MentionKind;
using KindFound = CpdCourse.Linking.Microformats.MentionKind;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>How a page that links here speaks of us: by its microformats, where it has any.</summary>
/// <param name="Page">Where it was found, after all redirects.</param>
/// <param name="Site">Where this site is.</param>
/// <param name="Entry">What its microformats say; null when it has none.</param>
internal sealed record SourceVoice(Uri Page, Uri Site, MentionedAs? Entry)
{
    /// <param name="plain">What the page says without microformats.</param>
    public SourceFinding.Links Speaks(MentionWords plain)
    {
        if (Entry is null)
        {
            return new SourceFinding.Links(plain, Page.IdnHost);
        }

        var kind = KindOf(Entry.Kind);
        var isReply = kind is Kind.Reply;
        var author = AuthorName(Entry.Authorship.Author);
        var words = plain with
        {
            Kind = kind,
            // Of what answers nothing, the place around the link says most, unless its writer says it.
            Excerpt =
                Entry.IsSummary || (isReply && Entry.Text.Length > 0) ? Entry.Text : plain.Excerpt,
            AuthorName = author,
            AuthorUrl = Theirs(Entry.Authorship.Author.Url)?.AbsoluteUri ?? "",
        };
        return new SourceFinding.Links(words, Page.IdnHost)
        {
            Answered = Entry.Answered,
            AuthorPage = author.Length == 0 ? Theirs(Entry.Authorship.PageToRead) : null,
        };
    }

    // The host stands beside every name, and alone where there is none.
    private string AuthorName(MentionAuthor author) =>
        string.Equals(author.Name, Page.Host, StringComparison.OrdinalIgnoreCase)
            ? ""
            : author.Name;

    // Nobody elsewhere writes in the name of a persona of ours.
    private Uri? Theirs(Uri? url) => url is null || Elsewhere.IsOurs(url, Site) ? null : url;

    private static Kind KindOf(KindFound found) =>
        found switch
        {
            KindFound.Reply => Kind.Reply,
            KindFound.Like => Kind.Like,
            KindFound.Repost => Kind.Repost,
            KindFound.Bookmark => Kind.Bookmark,
            _ => Kind.Mention,
        };
}

/// <summary>What a page that was fetched says of itself in microformats.</summary>
internal static class PageMicroformats
{
    /// <summary>Null when it is no HTML, or would take more work to read than any honest page does.</summary>
    public static MicroformatsPage? Of(Fetched answer, CancellationToken stop) =>
        answer.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) is not true
            ? null
            : MicroformatsReader.Read(
                PageBytes.Decode(answer.Body, answer.ContentType),
                answer.FinalUrl,
                stop
            );
}
