using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Keeps the mentions between posts of ours as the posts have them, without a request. Only what anybody may read links, and only to what anybody may read.</summary>
internal sealed class LinkPostsHere(
    CourseDb db,
    PostLinks links,
    MentionTargets targets,
    SiteSettings site,
    TimeProvider clock
) : IReaction<PostPublished>, IReaction<PostChanged>, IReaction<PostWithdrawn>
{
    public Task React(PostPublished happened, CancellationToken stop) =>
        Compare(happened.Post, stop);

    public Task React(PostChanged happened, CancellationToken stop) => Compare(happened.Post, stop);

    public Task React(PostWithdrawn happened, CancellationToken stop) =>
        Compare(happened.Post, stop);

    private async Task Compare(Id<Post> id, CancellationToken stop)
    {
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop);
        if (post is null)
        {
            return;
        }

        var wanted = await Wanted(post, stop);
        var known = await db.Mentions.Where(m => m.Source == id).ToListAsync(stop);
        var author = await db
            .Personas.Where(p => p.Id == post.Author)
            .Select(p => new { p.Handle, p.Name })
            .SingleAsync(stop);
        var words = new MentionWords(post.Title, post.Rendered.Excerpt, author.Name);
        foreach (var (target, takesMore) in wanted)
        {
            if (known.Find(m => IsTo(m, target)) is { } mention)
            {
                mention.Renew(words);
            }
            else if (takesMore)
            {
                var permalink = site.Absolute(Addresses.Post(author.Handle, post.Slug!));
                db.Mentions.Add(Mention.Between(post, permalink, target, words, clock.GetUtcNow()));
            }
        }

        // What an organiser put aside stays aside, whether the link goes and comes back or not.
        foreach (
            var gone in known.Where(m =>
                m.State is Moderation.Shown && !wanted.Any(w => IsTo(m, w.Target))
            )
        )
        {
            gone.Withdraw(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(stop);
    }

    private async Task<IReadOnlyList<(MentionTarget Target, bool TakesMore)>> Wanted(
        Post post,
        CancellationToken stop
    )
    {
        if (!post.IsPublic)
        {
            return [];
        }

        // Naming somebody is no link to what they said.
        var here = (await links.Of(post, stop)).Here.Where(page => !page.IsPersona);
        var found = await targets.Find(here, stop);
        return [.. found.Where(f => f.Target.Post != post.Id).Select(f => (f.Target, f.TakesMore))];
    }

    private static bool IsTo(Mention mention, MentionTarget target) =>
        mention.Post == target.Post && mention.Thing == target.Thing;
}
