using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Puts the whole texts of a feed into the posts of a blog whose owner wants that. The caller saves.</summary>
internal sealed class TakeTexts(CourseDb db, Renderer renderer, TimeProvider clock)
{
    /// <summary>After a reading: of posts that have changed, and of those that have no text yet. Where the feed gives none any more, the beginning is shown.</summary>
    public async Task From(Blog blog, NotedEntries noted, CancellationToken stop)
    {
        if (!blog.ShowsWhole)
        {
            return;
        }

        var changed = Posts(noted.Changed);
        var texts = noted
            .Texts.Where(t => t.Key is { State: EntryState.Listed, Post: not null })
            .ToDictionary(t => t.Key.Post!.Value, t => t.Value);
        var ids = texts.Keys.ToList();
        var posts = await db
            .Posts.Where(p => ids.Contains(p.Id) && p.Author == blog.Persona)
            .Where(p => !p.IsWhole || changed.Contains(p.Id))
            .ToListAsync(stop);
        // One that was listed a moment ago is not in the database yet.
        foreach (var post in posts.Union(db.Posts.Local.Where(p => ids.Contains(p.Id))).ToList())
        {
            Take(post, texts[post.Id]);
        }
    }

    /// <summary>Has the feed read once more: a post was listed whose text stands there alone.</summary>
    public void LookFor(Blog blog, BlogEntry entry)
    {
        if (db.Posts.Local.Any(p => p.Id == entry.Post && !p.IsWhole))
        {
            LookFor(blog);
        }
    }

    /// <summary>The same, when it is not known of which post.</summary>
    public void LookFor(Blog blog)
    {
        var now = clock.GetUtcNow();
        if (blog.LookForTexts(now))
        {
            // Not left to its turn: a blog whose hub tells of its news may have it in hours.
            blog.TakeTurn(now);
            db.Later<ReadBlog>(new BlogToRead(blog.Id), now);
        }
    }

    private void Take(Post post, string? html)
    {
        // One that somebody else has proven to be theirs has no address any more.
        var text =
            html is not null && post.SourceUrl is { } source
                ? renderer.Foreign(html, new Uri(source)).Kept()
                : null;
        if (text is { Html.Length: > 0 })
        {
            post.ShowWhole(text, clock.GetUtcNow());
        }
        else
        {
            post.ShowBeginning(Render.Plain(post.Text).Kept());
        }
    }

    private static List<Id<Post>> Posts(IEnumerable<BlogEntry> entries) =>
        [.. entries.Select(e => e.Post).OfType<Id<Post>>()];
}

/// <summary>Takes the whole texts of a blog's posts away when their owner no longer wants them here, or is no longer known to be its owner.</summary>
internal sealed class DropTexts(CourseDb db) : IReaction<BlogTextsUnwanted>
{
    public Task React(BlogTextsUnwanted happened, CancellationToken stop) =>
        Of(happened.Blog, stop);

    /// <summary>Does nothing when they are wanted again meanwhile.</summary>
    public Task<int> Of(Id<Blog> id, CancellationToken stop) =>
        db.Insist(async () =>
        {
            var posts = await (
                from blog in db.Blogs
                join entry in db.BlogEntries on blog.Id equals entry.Blog
                join post in db.Posts on entry.Post equals post.Id
                where blog.Id == id && blog.Shows == TextShown.Beginning && post.IsWhole
                select post
            ).ToListAsync(stop);
            foreach (var post in posts)
            {
                post.ShowBeginning(Render.Plain(post.Text).Kept());
            }

            return await db.SaveChangesAsync(stop);
        });
}
