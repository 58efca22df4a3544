using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>What an author does to a whole post with one button: take it back, bring it back, say where readers comment, throw its draft away.</summary>
internal sealed class TakeBack(CourseDb db, CurrentPersona me, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var post = routes
            .MapGroup("/write/{number:int}")
            .RequireAuthorization(Policies.Participant);
        post.MapPost(
            "/withdraw",
            (int number, TakeBack back, HttpContext http) =>
                back.Do(number, http, (post, now) => post.Withdraw(now))
        );
        post.MapPost(
            "/restore",
            (int number, TakeBack back, HttpContext http) =>
                back.Do(number, http, (post, _) => post.Restore())
        );
        post.MapPost(
            "/comments",
            (int number, TakeBack back, HttpContext http) =>
                back.Do(
                    number,
                    http,
                    (post, _) =>
                        Where(http.Request.Form) is { } where
                            ? post.TakeComments(where)
                            : Refusals.ChooseOne
                )
        );
        post.MapPost(
            "/drop",
            (int number, TakeBack back, HttpContext http) => back.Drop(number, http)
        );
    }

    private static CommentsAt? Where(IFormCollection form) =>
        Enum.TryParse<CommentsAt>(form["where"], out var where) ? where : null;

    // A button and a list of three answers: whoever sends another has no form to be shown again.
    private static IResult Refused(Refusal refusal, HttpContext http)
    {
        http.Features.Set(new BadFormSentence { Text = refusal.Message });
        return Results.StatusCode(StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> Do(
        int number,
        HttpContext http,
        Func<Post, DateTimeOffset, Outcome> verb
    )
    {
        var (post, outcome) = await db.Insist<(Post?, Outcome)>(async () =>
        {
            var found = await Find(number, http);
            if (found?.Slug is null)
            {
                return (null, Outcome.Done);
            }

            var done = verb(found, clock.GetUtcNow());
            await db.SaveChangesAsync(http.RequestAborted);
            return (found, done);
        });
        if (post?.Slug is not { } slug)
        {
            return Results.NotFound();
        }

        if (outcome.Refusal is { } refusal)
        {
            return Refused(refusal, http);
        }

        var handle = await db
            .Personas.Where(p => p.Id == post.Author)
            .Select(p => p.Handle)
            .SingleAsync(http.RequestAborted);
        return Results.Redirect(Addresses.Post(handle, slug));
    }

    private Task<IResult> Drop(int number, HttpContext http) =>
        db.Insist(() => DropOnce(number, http));

    private async Task<IResult> DropOnce(int number, HttpContext http)
    {
        if (await Find(number, http) is not { } post)
        {
            return Results.NotFound();
        }

        if (post.Slug is null)
        {
            db.Posts.Remove(post);
        }
        else
        {
            post.DropDraft();
        }

        await db.SaveChangesAsync(http.RequestAborted);
        return Results.Redirect("/drafts");
    }

    private async Task<Post?> Find(int number, HttpContext http)
    {
        if (
            !me.IsSignedIn
            || !await http
                .RequestServices.GetRequiredService<IAntiforgery>()
                .IsRequestValidAsync(http)
        )
        {
            return null;
        }

        var mine = await me.Mine(http.RequestAborted);
        return await db
            .Posts.Editable()
            .SingleOrDefaultAsync(
                p => p.Number == number && mine.Contains(p.Author),
                http.RequestAborted
            );
    }
}
