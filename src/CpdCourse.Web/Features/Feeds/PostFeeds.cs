using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>
/// Feeds of posts: what everybody may read, whoever asks. Nobody's cookie is looked at, so the answer may be kept by any cache.
/// </summary>
internal sealed class PostFeeds(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    FeedIds ids,
    TimeProvider clock
)
{
    /// <summary>Entries of a feed.</summary>
    public const int Size = 50;

    private IQueryable<Post> Public => db.Posts.ListedFor(onCourse: false);

    public async Task<Feed?> OfSite(bool rss, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        var about = new FeedAbout(ids.Feed("posts"), course.Title, "/feed", "/responses")
        {
            Description = course.Lead,
        };
        return await Of(about, Public, course, rss, stop);
    }

    public async Task<Feed?> OfThing(int number, bool rss, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (course.Thing(number) is not { } thing)
        {
            return null;
        }

        var page = Addresses.Thing(number);
        var about = new FeedAbout(
            ids.Feed($"thing/{number.ToString(Say.Culture)}"),
            $"Thing {number}: {thing.Title} – {course.Title}",
            $"{page}/feed",
            page
        )
        {
            Description = course.IsOpen(thing, clock.GetUtcNow()) ? thing.Summary : null,
        };
        var posts =
            from response in db.Responses
            where response.Thing == thing.Id && response.Confirmed
            join post in Public on response.Post equals post.Id
            orderby response.ArrivedAt descending, post.Number descending
            select post;
        return await Of(about, posts.Take(Size), course, rss, stop);
    }

    public async Task<Feed?> OfPersona(string handle, bool rss, CancellationToken stop)
    {
        var persona = await db
            .Personas.Where(p => p.Handle == handle && p.RetiredAt == null)
            .Select(p => new { p.Id, p.Name })
            .SingleOrDefaultAsync(stop);
        if (persona is null)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var page = Addresses.Persona(handle);
        var about = new FeedAbout(
            ids.Persona(persona.Id),
            $"{persona.Name} – {course.Title}",
            $"{page}/feed",
            page
        )
        {
            Author = new FeedAuthor(persona.Name, site.Absolute(page)),
        };
        return await Of(about, Public.Where(p => p.Author == persona.Id), course, rss, stop);
    }

    /// <summary>A category that only hidden posts have answers as one that never was.</summary>
    public async Task<Feed?> OfCategory(string slug, bool rss, CancellationToken stop)
    {
        var posts = Public.Where(p => p.Categories.Any(c => c.Slug == slug));
        var name = await db
            .Categories.Where(c =>
                c.Slug == slug
                && (
                    db.Things.Any(t => t.Categories.Any(tc => tc.Id == c.Id))
                    || posts.Any(p => p.Categories.Any(pc => pc.Id == c.Id))
                )
            )
            .Select(c => c.Name)
            .SingleOrDefaultAsync(stop);
        if (name is null)
        {
            return null;
        }

        var course = await glance.Get(stop);
        var page = Addresses.Category(slug);
        var about = new FeedAbout(
            ids.Feed($"category/{Uri.EscapeDataString(slug)}"),
            $"{name} – {course.Title}",
            $"{page}/feed",
            page
        );
        return await Of(about, posts, course, rss, stop);
    }

    private async Task<Feed> Of(
        FeedAbout about,
        IQueryable<Post> posts,
        Glance course,
        bool rss,
        CancellationToken stop
    )
    {
        var rows = await Rows(posts, stop);
        return about.Feed(
            site,
            course,
            rss,
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
                .Take(Size)
            join author in db.Personas on post.Author equals author.Id
            orderby post.ArrivedAt descending, post.Number descending
            select new PostEntry
            {
                Number = post.Number,
                Title = post.Title,
                Address = Addresses.Post(author.Handle, post.Slug!),
                Author = author.Name,
                AuthorPage = Addresses.Persona(author.Handle),
                Excerpt = post.Rendered.Excerpt,
                Html = post.Origin == Origin.Here ? post.Rendered.Html : "",
                SourceUrl = post.SourceUrl,
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
            Author = new FeedAuthor(row.Author, site.Absolute(row.AuthorPage)),
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
            Source = row.SourceUrl is { } source
                ? new FeedSource(new Uri(source).Host, new Uri(source))
                : null,
        };
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed record PostEntry
    {
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Address { get; init; }
        public required string Author { get; init; }
        public required string AuthorPage { get; init; }
        public required string Excerpt { get; init; }
        public required string Html { get; init; }
        public required string? SourceUrl { get; init; }
        public required DateTimeOffset ArrivedAt { get; init; }
        public required DateTimeOffset? UpdatedAt { get; init; }
        public required int Comments { get; init; }
        public required DateTimeOffset? LastComment { get; init; }
        public required IReadOnlyList<string> Categories { get; init; }
        public required IReadOnlyList<Id<Thing>> Things { get; init; }

        public DateTimeOffset Changed => Latest(ArrivedAt, UpdatedAt ?? ArrivedAt);
    }
}
