using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// The mentions between posts of the demo course, noticed when the post that links arrived. (The reaction to publishing would notice all of them today.)
/// </summary>
internal sealed class DemoLinks(CourseDb db, SiteSettings site)
{
    public async Task Note(IReadOnlyCollection<Post> posts, CancellationToken stop)
    {
        var authors = await db.Personas.AsNoTracking().ToDictionaryAsync(p => p.Id, stop);
        var things = await db.Things.ToDictionaryAsync(t => t.Number, t => t.Id, stop);
        var shown = posts.Where(p => p.IsPublic).ToList();
        var bySlug = shown.ToDictionary(
            p => Addresses.Post(authors[p.Author].Handle, p.Slug!),
            StringComparer.Ordinal
        );
        foreach (var post in shown)
        {
            var author = authors[post.Author];
            var permalink = site.Absolute(Addresses.Post(author.Handle, post.Slug!));
            var words = new MentionWords(post.Title, post.Rendered.Excerpt, author.Name);
            var targets = LocalLinks(post.Text)
                .Select(link => Target(link, bySlug, things))
                .OfType<MentionTarget>()
                .Where(target => target.Post != post.Id)
                .Distinct();
            db.Mentions.AddRange(
                targets.Select(target =>
                    Mention.Between(post, permalink, target, words, post.ArrivedAt)
                )
            );
        }

        await db.SaveChangesAsync(stop);
    }

    private static MentionTarget? Target(
        string link,
        Dictionary<string, Post> posts,
        Dictionary<int, Id<Thing>> things
    ) =>
        posts.TryGetValue(link, out var post) ? new MentionTarget(post.Id, null)
        : link.StartsWith("/things/", StringComparison.Ordinal)
        && int.TryParse(link["/things/".Length..], Say.Culture, out var number)
        && things.TryGetValue(number, out var thing)
            ? new MentionTarget(null, thing)
        : null;

    /// <summary>The local addresses of a Markdown text, without fragments.</summary>
    private static IEnumerable<string> LocalLinks(string markdown)
    {
        const string Opening = "](/";
        for (
            var at = markdown.IndexOf(Opening, StringComparison.Ordinal);
            at >= 0;
            at = markdown.IndexOf(Opening, at + 1, StringComparison.Ordinal)
        )
        {
            var from = at + Opening.Length - 1;
            var to = markdown.AsSpan(from).IndexOfAny(')', '#', ' ');
            yield return markdown[from..(to < 0 ? markdown.Length : from + to)];
        }
    }
}
