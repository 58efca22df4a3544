using CpdCourse.Data;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Embedding;

/// <summary>A post or a Thing in few words, for other sites to show.</summary>
internal sealed record Card
{
    public required string Title { get; init; }

    /// <summary>Local address of the page.</summary>
    public required string Address { get; init; }

    public required string Words { get; init; }

    /// <summary>Empty for a Thing.</summary>
    public string Author { get; init; } = "";

    public string Handle { get; init; } = "";

    public DateTimeOffset? WrittenAt { get; init; }

    public required string Course { get; init; }

    public required string Language { get; init; }
}

/// <summary>Finds the card of a page that everybody may read, whoever asks: a frame on another site is seen by strangers.</summary>
internal sealed class FindCard(CourseDb db, GlanceCache glance, TimeProvider clock)
{
    /// <summary>Null is the same for hidden and absent.</summary>
    public async Task<Card?> Of(LocalPage page, CancellationToken stop) =>
        page.IsPost ? await OfPost(page.Handle, page.Slug, stop) : await OfThing(page.Thing, stop);

    private async Task<Card?> OfPost(string handle, string slug, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        return await (
            from post in db.Posts.ListedFor(onCourse: false)
            join author in db.Personas on post.Author equals author.Id
            where author.Handle == handle && post.Slug == slug
            select new Card
            {
                Title = post.Title,
                Address = Addresses.Post(author.Handle, post.Slug!),
                Words = post.Rendered.Excerpt,
                Author = author.Name,
                Handle = author.Handle,
                WrittenAt = post.WrittenAt,
                Course = course.Title,
                Language = course.Language,
            }
        ).SingleOrDefaultAsync(stop);
    }

    private async Task<Card?> OfThing(int number, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        return course.Thing(number) is { } thing && course.IsOpen(thing, clock.GetUtcNow())
            ? new Card
            {
                Title = $"Thing {thing.Number}: {thing.Title}",
                Address = Addresses.Thing(number),
                Words = thing.Summary,
                Course = course.Title,
                Language = course.Language,
            }
            : null;
    }
}
