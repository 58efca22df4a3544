using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Posts;

/// <summary>One post with its conversation.</summary>
internal sealed class ReadPage(
    CourseDb db,
    ReadPost posts,
    ShowComments comments,
    MentionList mentions,
    GlanceCache glance,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    public PostView Post { get; private set; } = null!;

    public Glance Course { get; private set; } = null!;

    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    public Around Around { get; private set; } = new(null, null, []);

    public CommentsView Comments { get; private set; } = null!;

    public MentionsView Mentions { get; private set; } = null!;

    public Strip? Strip { get; private set; }

    public bool IsMine { get; private set; }

    public bool JustPublished { get; private set; }

    public PostRow? Unheard { get; private set; }

    public bool IsPublic => Post.State is PostState.Published && Post.Audience is Audience.Everyone;

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        string? published,
        string? reply,
        CancellationToken stop
    )
    {
        Course = await glance.Get(stop);
        if (await posts.Find(handle, slug, stop) is not { } post)
        {
            return await posts.TakenBack(handle, slug, stop) is null
                ? NotFound()
                : StatusCode(StatusCodes.Status410Gone);
        }

        Post = post;
        Things = [.. post.Things.Select(id => Course.Thing(id)).OfType<ThingGlance>()];
        IsMine = (await me.Mine(stop)).Contains(post.Author.Id);
        Around = await posts.Around(post, stop);
        Comments = await comments.Under(post.Id, reply, stop);
        Mentions = await mentions.OfPost(
            post.Id,
            post.Author.Handle,
            post.Slug,
            post.Title,
            IsPublic,
            stop
        );
        Strip = post.Author.ShowsStrip
            ? await Strips.OfPersona(
                db,
                Course,
                post.Author,
                me.IsSignedIn,
                clock.GetUtcNow(),
                stop
            )
            : null;
        JustPublished = published is not null && IsMine;
        Unheard = JustPublished ? await FindUnheard(stop) : null;
        return Page();
    }

    public string Written => Say.Day(Day(Post.WrittenAt), Today);

    public string Updated => Say.Day(Day(Post.UpdatedAt ?? Post.WrittenAt), Today);

    public string SourceHost => Post.SourceUrl is { } source ? new Uri(source).Host : "";

    public (string Title, string Text)? Banner =>
        Post.State is PostState.Withdrawn
            ? ("You have taken this post back.", "Others see that it was removed.")
        : Post.Audience is Audience.Me
            ? ("Only you can read this.", "It is in no list, no feed and no search.")
        : Post.Audience is Audience.Course
            ? ("People on the course can read this.", "It is in no feed and no search engine.")
        : null;

    private DateOnly Today => Day(clock.GetUtcNow());

    private DateOnly Day(DateTimeOffset moment) =>
        Course.Run?.Day(moment) ?? DateOnly.FromDateTime(moment.UtcDateTime);

    private Task<PostRow?> FindUnheard(CancellationToken stop) =>
        db
            .Posts.ListedFor(onCourse: true)
            .Where(p =>
                p.Author != Post.Author.Id
                && p.Origin == Origin.Here
                && !db.Comments.Any(c => c.Post == p.Id && c.State == Moderation.Shown)
            )
            .OrderByDescending(p => p.ArrivedAt)
            .Take(1)
            .Rows(db)
            .AsNoTracking()
            .FirstOrDefaultAsync(stop);
}
