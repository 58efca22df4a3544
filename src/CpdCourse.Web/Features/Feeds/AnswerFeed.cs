using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>The feed of one question: everybody's answers to it, each with the post it is part of.</summary>
internal sealed class AnswerFeed(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    FeedIds ids,
    TimeProvider clock
)
{
    /// <summary>Null as long as the Thing is not open: its questions are not known before.</summary>
    public async Task<Feed?> Of(int number, int prompt, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        if (
            course.Thing(number) is not { } thing
            || !course.IsOpen(thing, clock.GetUtcNow())
            || await Question(thing.Id, prompt, stop) is not { } question
        )
        {
            return null;
        }

        var page = Addresses.Question(number, prompt);
        var about = new FeedAbout(
            ids.Question(number, prompt),
            $"{question} – {course.Title}",
            FeedAddress.Of(page),
            page
        )
        {
            Description = $"Answers to a question of Thing {number}: {thing.Title}",
        };
        var rows = await Rows(thing.Id, prompt).ToListAsync(stop);
        return about.Feed(
            site,
            course,
            [.. rows.Select(row => Entry(row, number, prompt))],
            rows.Select(r => r.UpdatedAt ?? r.ArrivedAt)
        );
    }

    private Task<string?> Question(Id<Thing> thing, int prompt, CancellationToken stop) =>
        db
            .Things.Where(t => t.Id == thing)
            .SelectMany(t => t.Prompts)
            .Where(p => p.Number == prompt)
            .Select(p => p.Text)
            .SingleOrDefaultAsync(stop);

    private IQueryable<Row> Rows(Id<Thing> thing, int prompt) =>
        (
            from response in db.Responses
            where response.Thing == thing
            join post in db.Posts.ListedFor(onCourse: false) on response.Post equals post.Id
            join answer in db.Answers
                on new
                {
                    response.Post,
                    response.Thing,
                    Prompt = prompt,
                } equals new
                {
                    Post = EF.Property<Id<Post>>(answer, "PostId"),
                    answer.Thing,
                    answer.Prompt,
                }
            join author in db.Personas on post.Author equals author.Id
            orderby response.ArrivedAt descending, post.Number descending
            select new Row
            {
                Post = post.Number,
                Title = post.Title,
                Address = Addresses.Post(author.Handle, post.Slug!),
                Position = response.Position,
                Author = author.Name,
                Handle = author.Handle,
                Html = answer.Rendered.Html,
                Excerpt = answer.Rendered.Excerpt,
                ArrivedAt = post.ArrivedAt,
                UpdatedAt = post.UpdatedAt,
            }
        )
            .AsNoTracking()
            .Take(PostEntries.Most);

    private FeedEntry Entry(Row row, int thing, int prompt)
    {
        var post = site.Absolute(row.Address);
        var anchor = AnswerSheet.Anchor(thing, prompt, row.Position == 1 ? thing : null);
        return new FeedEntry
        {
            Id = ids.Answer(row.Post, thing, prompt),
            Title = row.Title,
            Permalink = new Uri(post, $"#{anchor}"),
            Author = new FeedAuthor(row.Author, site.Absolute(Addresses.Persona(row.Handle))),
            Published = row.ArrivedAt,
            Updated = row.UpdatedAt,
            Summary = row.Excerpt,
            ContentHtml = row.Html,
            Categories = [$"thing{thing.ToString(Say.Culture)}"],
        };
    }

    private sealed record Row
    {
        public required int Post { get; init; }
        public required string Title { get; init; }
        public required string Address { get; init; }
        public required int Position { get; init; }
        public required string Author { get; init; }
        public required string Handle { get; init; }
        public required string Html { get; init; }
        public required string Excerpt { get; init; }
        public required DateTimeOffset ArrivedAt { get; init; }
        public required DateTimeOffset? UpdatedAt { get; init; }
    }
}
