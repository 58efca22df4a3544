using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Fetches the page that somebody says to have written, and tells which Things it answers.</summary>
internal sealed class LookAtPage(CourseDb db, SafeFetcher fetcher, RecognisePost recognise)
    : IReaction<VisitAsked>
{
    public async Task React(VisitAsked happened, CancellationToken stop)
    {
        var visit = await db.Visits.SingleOrDefaultAsync(v => v.Id == happened.Visit, stop);
        if (visit is not { State: VisitState.Waiting })
        {
            return;
        }

        var answer = await fetcher
            .Get(new Uri(visit.Address), FetchWish.Page, stop)
            .OrPostpone(whenBusy: TimeSpan.FromSeconds(20));
        await Take(visit, answer, stop);
        await db.SaveChangesAsync(stop);
    }

    private async Task Take(Visit visit, FetchResult answer, CancellationToken stop)
    {
        switch (answer)
        {
            case FetchRefusal { Problem: FetchProblem.WrongType }:
                visit.CannotRead(
                    "There is no page that can be read at this address: it may be a picture or a file. Enter the address of the post itself."
                );
                break;
            case FetchRefusal refusal:
                visit.CannotRead(
                    $"{refusal.Sentence} Look whether the address is right and the page is there for everybody."
                );
                break;
            case Fetched { IsSuccess: true } page:
                await Read(visit, page, stop);
                break;
            case Fetched page:
                visit.CannotRead(Sentence(page.Status));
                break;
        }
    }

    private async Task Read(Visit visit, Fetched answer, CancellationToken stop)
    {
        var post = PostOnPage.Read(answer.Body, answer.ContentType, answer.FinalUrl);
        if (post.SaysGone)
        {
            visit.CannotRead(Sentence(StatusCodes.Status410Gone));
            return;
        }

        var found = new ExternalPost(answer.FinalUrl, post.Title, post.Excerpt, post.WrittenAt);
        visit.Find(found, await recognise.In(post, stop));
    }

    private static string Sentence(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden =>
                "The page is private: its site did not let us read it. Make the post public, then try again.",
            StatusCodes.Status404NotFound =>
                "There is no page at this address. Look whether it was copied whole, and whether the post is published.",
            StatusCodes.Status410Gone =>
                "The page says that it is gone. If the post has moved, enter its new address.",
            StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError =>
                "The other site has trouble at the moment. Try again in a while.",
            _ => "The page could not be read. Enter the address of the post itself.",
        };
}

/// <summary>What was looked at and not listed is forgotten after a month.</summary>
internal sealed class ForgetVisits(CourseDb db, TimeProvider clock) : IRecurring
{
    public Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-30);
        return db.Visits.Where(v => v.AskedAt < before).ExecuteDeleteAsync(stop);
    }
}
