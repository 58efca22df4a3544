using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Posts;

/// <summary>One post with its conversation.</summary>
internal sealed class ReadPage(
    ReadPost posts,
    AroundPost around,
    ShowComments comments,
    MentionList mentions,
    GlanceCache glance
) : PageModel
{
    public PostView Post { get; private set; } = null!;

    public Glance Course { get; private set; } = null!;

    public IReadOnlyList<ThingGlance> Things { get; private set; } = [];

    public Around Around { get; private set; } = new(null, null, []);

    public CommentsView Comments { get; private set; } = null!;

    public MentionsView Mentions { get; private set; } = null!;

    public Strip? Strip { get; private set; }

    public bool JustPublished { get; private set; }

    public PostRow? Unheard { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        string handle,
        string slug,
        string? published,
        string? reply,
        CancellationToken stop
    )
    {
        if (await posts.Find(handle, slug, stop) is not { } post)
        {
            return await Absent(handle, slug, stop);
        }

        Post = post;
        Course = await glance.Get(stop);
        Things = [.. post.Things.Select(Course.Thing).OfType<ThingGlance>()];
        HttpContext.Features.Set(new ShowsPost(post.Id));
        Comments = await comments.Under(post.Commented, reply, stop);
        Mentions = await mentions.OfPost(
            post.Id,
            post.Author.Handle,
            post.Slug,
            post.Title,
            post is { IsPublic: true, ClosedToLinks: false },
            stop
        );
        Comments = Comments.With(Mentions.Replies);
        JustPublished = published is not null && post.IsMine;
        await LookAround(post, stop);
        return Page();
    }

    private async Task LookAround(PostView post, CancellationToken stop)
    {
        Around = await around.Of(post, stop);
        Strip = await around.Strip(post, stop);
        Unheard = JustPublished ? await around.Unheard(stop) : null;
    }

    private async Task<IActionResult> Absent(string handle, string slug, CancellationToken stop) =>
        await posts.WasTakenBack(handle, slug, stop)
            ? StatusCode(StatusCodes.Status410Gone)
            : NotFound();

    public string Written => Day(Post.WrittenAt);

    public string Updated => Day(Post.UpdatedAt ?? Post.WrittenAt);

    public string SourceHost => Post.SourceUrl is { } source ? new Uri(source).Host : "";

    public (string Title, string Text)? Banner =>
        Post.State is PostState.Withdrawn
            ? (
                "You have taken this post back.",
                Post.WasPublic ? "Others see that it was removed." : "Nobody else can open it."
            )
        : Post.Audience is Audience.Me
            ? ("Only you can read this.", "It is in no list, no feed and no search.")
        : Post.Audience is Audience.Course
            ? ("People on the course can read this.", "It is in no feed and no search engine.")
        : null;

    private string Day(DateTimeOffset moment) => around.Day(Course, moment);
}
