using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>Makes entries of posts: in full when they were written here, by their excerpt and their source when elsewhere, unless their author shows them whole.</summary>
internal sealed class PostEntries(CourseDb db, SiteSettings site, FeedIds ids)
{
    /// <summary>Entries of a feed.</summary>
    public const int Most = 50;

    public FeedAuthor Author(string name, string handle) =>
        new(name, site.Absolute(Addresses.Persona(handle)));

    /// <summary>The newest of these posts, which everybody must be free to read.</summary>
    public async Task<Feed> Of(
        FeedAbout about,
        IQueryable<Post> posts,
        Glance course,
        CancellationToken stop
    )
    {
        var rows = await Rows(posts, stop);
        return about.Feed(
            site,
            course,
            [.. rows.Select(row => Entry(row, course))],
            rows.Select(r => Latest(r.Changed, r.LastComment ?? r.Changed))
        );
    }

    // Two lists in each row: in one query every copy of a post's text would be sent once for each pair.
    private Task<List<PostEntry>> Rows(IQueryable<Post> posts, CancellationToken stop) =>
        (
            from post in posts
                .OrderByDescending(p => p.ArrivedAt)
                .ThenByDescending(p => p.Number)
                .Take(Most)
            join author in db.Personas on post.Author equals author.Id
            orderby post.ArrivedAt descending, post.Number descending
            select new PostEntry
            {
                Number = post.Number,
                Title = post.Title,
                Address = Addresses.Post(author.Handle, post.Slug!),
                Author = author.Name,
                Handle = author.Handle,
                Excerpt = post.Rendered.Excerpt,
                Html = post.Origin == Origin.Here || post.IsWhole ? post.Rendered.Html : "",
                SourceUrl = post.SourceUrl,
                Blog = (
                    from entry in db.BlogEntries
                    where entry.Post == post.Id
                    join blog in db.Blogs on entry.Blog equals blog.Id
                    where blog.Feed != ""
                    select new BlogOfPost(blog.Title, blog.Feed)
                ).FirstOrDefault(),
                ArrivedAt = post.ArrivedAt,
                UpdatedAt = post.UpdatedAt,
                Comments = db.Comments.Count(c => c.Post == post.Id && c.State == Moderation.Shown),
                LastComment = db
                    .Comments.Where(c => c.Post == post.Id && c.State == Moderation.Shown)
                    .Max(c => (DateTimeOffset?)c.WrittenAt),
                Categories = post.Categories.Select(c => c.Name).ToList(),
                Things = db
                    .Responses.Where(r => r.Post == post.Id && r.Confirmed)
                    .OrderBy(r => r.Position)
                    .Select(r => r.Thing)
                    .ToList(),
            }
        )
            .AsSplitQuery()
            .AsNoTracking()
            .ToListAsync(stop);

    private FeedEntry Entry(PostEntry row, Glance course)
    {
        var page = site.Absolute(row.Address);
        return new FeedEntry
        {
            Id = ids.Post(row.Number),
            Title = row.Title,
            Permalink = page,
            Author = Author(row.Author, row.Handle),
            Published = row.ArrivedAt,
            Updated = row.Changed,
            Summary = row.Excerpt,
            ContentHtml = row.Html,
            // "thing12" beside the names: the tag by which other programs recognise a Thing.
            Categories =
            [
                .. row.Categories.Order(StringComparer.Ordinal),
                .. row
                    .Things.Select(course.Thing)
                    .OfType<ThingGlance>()
                    .Select(t => $"thing{t.Number.ToString(Say.Culture)}"),
            ],
            Comments = new Uri(page, "#comments"),
            CommentCount = row.Comments,
            CommentsFeed = site.Absolute($"{row.Address}/feed"),
            CommentsRss = site.Absolute($"{row.Address}/feed.rss"),
            LastComment = row.LastComment,
            Source = Source(row),
        };
    }

    private static FeedSource? Source(PostEntry row)
    {
        if (row.SourceUrl is null)
        {
            return null;
        }

        var page = new Uri(row.SourceUrl);
        var title = row.Blog?.Title is { Length: > 0 } known ? known : page.Host;
        return new FeedSource(title, page, row.Blog is { } blog ? new Uri(blog.Feed) : null);
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed record BlogOfPost(string Title, string Feed);

    private sealed record PostEntry
    {
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Address { get; init; }
        public required string Author { get; init; }
        public required string Handle { get; init; }
        public required string Excerpt { get; init; }
        public required string Html { get; init; }
        public required string? SourceUrl { get; init; }
        public required BlogOfPost? Blog { get; init; }
        public required DateTimeOffset ArrivedAt { get; init; }
        public required DateTimeOffset? UpdatedAt { get; init; }
        public required int Comments { get; init; }
        public required DateTimeOffset? LastComment { get; init; }
        public required IReadOnlyList<string> Categories { get; init; }
        public required IReadOnlyList<Id<Thing>> Things { get; init; }

        public DateTimeOffset Changed => Latest(ArrivedAt, UpdatedAt ?? ArrivedAt);
    }
}
