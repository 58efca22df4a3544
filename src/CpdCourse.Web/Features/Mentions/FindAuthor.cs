using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Microformats;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Asks for a look at the page of an author.</summary>
/// <param name="Mention">The reply.</param>
/// <param name="Page">The page that it names.</param>
internal sealed record AuthorToFind(Id<Mention> Mention, Uri Page);

/// <summary>
/// Reads who wrote a reply where the reply itself names only an address: one request more, and no third. A job of its own, because the page mostly stands at
/// the same host, which is asked once a second.
/// </summary>
internal sealed class FindAuthor(CourseDb db, SafeFetcher fetcher, SourceTrust trust)
    : ITask<AuthorToFind>
{
    public async Task Run(AuthorToFind payload, CancellationToken stop)
    {
        var mention = await db.Mentions.SingleOrDefaultAsync(m => m.Id == payload.Mention, stop);
        if (
            mention is not { VerifiedAt: not null }
            || mention.State is Moderation.Binned
            || mention.AuthorUrl != payload.Page.AbsoluteUri
        )
        {
            return;
        }

        var answer = await fetcher
            .Get(payload.Page, FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromMinutes(1));
        if (answer is Fetched { IsSuccess: true } page)
        {
            await Sign(mention, Author(mention, payload.Page, page, stop), stop);
            await db.SaveChangesAsync(stop);
        }
    }

    private static MentionAuthor Author(
        Mention mention,
        Uri page,
        Fetched answer,
        CancellationToken stop
    ) =>
        new Authorship(new MentionAuthor(mention.AuthorName, page), page).With(
            PageMicroformats.Of(answer, stop)
        );

    // A reply that was let through under another name, by somebody who vouches for no more than that, is read again.
    private async Task Sign(Mention mention, MentionAuthor author, CancellationToken stop)
    {
        var before = mention.AuthorName;
        mention.Sign(author.Name);
        if (
            mention.State is Moderation.Shown
            && mention.AuthorName != before
            && !await trust.In(new Uri(mention.SourceUrl), mention.SourceHost, stop)
        )
        {
            mention.Hold();
        }
    }
}
