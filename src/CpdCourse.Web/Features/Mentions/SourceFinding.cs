using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Microformats;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>What a look at a stranger's page came to.</summary>
internal abstract record SourceFinding
{
    /// <summary>It links to us: what it says of itself, and the host that said so after all redirects.</summary>
    internal sealed record Links(MentionWords Words, string Host) : SourceFinding
    {
        /// <summary>Of a reply, the addresses of ours that it answers.</summary>
        public IReadOnlyList<Uri> Answered { get; init; } = [];

        /// <summary>The page that says who wrote a reply; null when that is known, or not to be known.</summary>
        public Uri? AuthorPage { get; init; }
    }

    /// <summary>It does not, or cannot be read. Certain when the page itself said so: gone, or there without the link.</summary>
    internal sealed record Doubtful(string Sentence, bool IsCertain) : SourceFinding
    {
        /// <summary>There was no page (404): that may be for a moment, or for good.</summary>
        public bool IsMissing { get; init; }
    }
}

/// <summary>Looks at the page that is said to link here: one request, within the limits for strangers' servers.</summary>
internal sealed class LookAtSource(SafeFetcher fetcher, ListedSource listed, SiteSettings site)
{
    /// <summary>What is noted of a page that was read and does not link here.</summary>
    public const string NoLink = "The page does not link here.";

    public async Task<SourceFinding> Look(
        Uri source,
        Func<Uri, bool> isTarget,
        CancellationToken stop
    )
    {
        var answered = await fetcher
            .Get(source, FetchWish.Source, stop)
            .OrPostpone(whenBusy: TimeSpan.FromMinutes(1));
        return answered switch
        {
            FetchRefusal refusal => new SourceFinding.Doubtful(refusal.Sentence, IsCertain: false),
            Fetched { IsSuccess: true } answer => await Complete(
                Read(answer, isTarget, stop),
                source,
                stop
            ),
            Fetched { Status: StatusCodes.Status410Gone } => Gone(),
            Fetched answer => new SourceFinding.Doubtful(
                $"The page answered with the number {answer.Status.ToString(Say.Culture)}.",
                IsCertain: false
            )
            {
                IsMissing = answer.Status == StatusCodes.Status404NotFound,
            },
            _ => throw new InvalidOperationException("A fetch ends in an answer or a refusal."),
        };
    }

    // What has no title is called by its address.
    private async Task<SourceFinding> Complete(
        SourceFinding finding,
        Uri source,
        CancellationToken stop
    )
    {
        if (finding is not SourceFinding.Links links)
        {
            return finding;
        }

        var words = links.AuthorPage is null
            ? await listed.Complete(links.Words, source, stop)
            : links.Words;
        return links with
        {
            Words = words with
            {
                Title = words.Title.Length > 0 ? words.Title : source.AbsoluteUri,
            },
        };
    }

    private SourceFinding Read(Fetched answer, Func<Uri, bool> isTarget, CancellationToken stop)
    {
        var page = SourcePage.Read(answer.Body, answer.ContentType, answer.FinalUrl);
        if (page.SaysGone)
        {
            return Gone();
        }

        return page.FindLink(isTarget) is { } link
            ? Voice(answer, isTarget, stop).Speaks(Plain(page, link, answer.FinalUrl))
            : new SourceFinding.Doubtful(NoLink, IsCertain: true);
    }

    private static MentionWords Plain(SourcePage page, FoundLink link, Uri url) =>
        new(page.Title, link.Excerpt, url.IdnHost) { AuthorName = page.Author };

    private SourceVoice Voice(Fetched answer, Func<Uri, bool> isTarget, CancellationToken stop) =>
        new(
            answer.FinalUrl,
            site.Base,
            PageMicroformats.Of(answer, stop) is { } page
                ? MentionedAs.Read(page, answer.FinalUrl, isTarget)
                : null
        );

    private static SourceFinding.Doubtful Gone() =>
        new("The page says that it is gone.", IsCertain: true);
}
