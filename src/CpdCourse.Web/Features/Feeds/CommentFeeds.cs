using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>Feeds of comments: those that are shown, under posts that everybody may read.</summary>
internal sealed class CommentFeeds(CourseDb db, GlanceCache glance, SiteSettings site, FeedIds ids)
{
    public async Task<Feed?> OfSite(CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var about = new FeedAbout(
            ids.Feed("comments"),
            $"Comments – {course.Title}",
            "/comments/feed",
            "/responses"
        );
        return await Of(about, db.Comments, course, stop);
    }

    public async Task<Feed?> OfPost(string handle, string slug, CancellationToken stop)
    {
        var post = await (
            from p in db.Posts.ListedFor(onCourse: false)
            join author in db.Personas on p.Author equals author.Id
            where author.Handle == handle && p.Slug == slug
            select new
            {
                p.Id,
                p.Number,
                p.Title,
            }
        ).SingleOrDefaultAsync(stop);
        if (post is null)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var page = Addresses.Post(handle, slug);
        var about = new FeedAbout(
            $"{ids.Post(post.Number)}/comments",
            $"Comments on “{post.Title}” – {course.Title}",
            $"{page}/feed",
            page
        );
        return await Of(about, db.Comments.Where(c => c.Post == post.Id), course, stop);
    }

    private async Task<Feed> Of(
        FeedAbout about,
        IQueryable<Comment> comments,
        Glance course,
        CancellationToken stop
    )
    {
        var rows = await Rows(comments, stop);
        return about.Feed(
            site,
            course,
            [.. rows.Select(Entry)],
            rows.Select(r => r.UpdatedAt ?? r.WrittenAt)
        );
    }

    private Task<List<CommentEntry>> Rows(IQueryable<Comment> comments, CancellationToken stop) =>
        (
            from comment in comments
                .Where(c =>
                    c.State == Moderation.Shown
                    && db.Posts.ListedFor(onCourse: false).Any(p => p.Id == c.Post)
                )
                // The newest first, their posts afterwards: the other way round all comments of the course are put in order.
                .OrderByDescending(c => c.WrittenAt)
                .ThenByDescending(c => c.Number)
                .Take(PostEntries.Most)
            join post in db.Posts on comment.Post equals post.Id
            join author in db.Personas on post.Author equals author.Id
            orderby comment.WrittenAt descending, post.Number descending, comment.Number descending
            select new CommentEntry
            {
                Number = comment.Number,
                Post = post.Number,
                PostTitle = post.Title,
                PostAddress = Addresses.Post(author.Handle, post.Slug!),
                Address = Addresses.Comment(author.Handle, post.Slug!, comment.Number),
                Writer = db
                    .Personas.Where(p => p.Id == comment.Author)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
                WriterHandle = db
                    .Personas.Where(p => p.Id == comment.Author)
                    .Select(p => p.Handle)
                    .FirstOrDefault(),
                VisitorName = comment.VisitorName,
                Excerpt = comment.Rendered.Excerpt,
                Html = comment.Rendered.Html,
                WrittenAt = comment.WrittenAt,
                UpdatedAt = comment.UpdatedAt,
            }
        )
            .AsNoTracking()
            .ToListAsync(stop);

    private FeedEntry Entry(CommentEntry row)
    {
        var name = row.Writer ?? row.VisitorName;
        return new FeedEntry
        {
            Id = ids.Comment(row.Post, row.Number),
            Title = $"{name} on “{row.PostTitle}”",
            Permalink = site.Absolute(row.Address),
            Author = new FeedAuthor(
                name,
                row.WriterHandle is { } handle ? site.Absolute(Addresses.Persona(handle)) : null
            ),
            Published = row.WrittenAt,
            Updated = row.UpdatedAt,
            Summary = row.Excerpt,
            ContentHtml = row.Html,
            InReplyTo = new FeedReply(ids.Post(row.Post), site.Absolute(row.PostAddress)),
        };
    }

    private sealed record CommentEntry
    {
        public required int Number { get; init; }
        public required int Post { get; init; }
        public required string PostTitle { get; init; }
        public required string PostAddress { get; init; }
        public required string Address { get; init; }
        public required string? Writer { get; init; }
        public required string? WriterHandle { get; init; }
        public required string VisitorName { get; init; }
        public required string Excerpt { get; init; }
        public required string Html { get; init; }
        public required DateTimeOffset WrittenAt { get; init; }
        public required DateTimeOffset? UpdatedAt { get; init; }
    }
}
