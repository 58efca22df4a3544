using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Search;

/// <summary>One thing that was found, ready to be shown.</summary>
internal sealed record Hit(long Entry, string Title, string Address)
{
    /// <summary>Who wrote it, or what they do.</summary>
    public string By { get; init; } = "";

    public DateTimeOffset? At { get; init; }

    public Snippet? Snippet { get; init; }
}

/// <summary>The hits of one kind.</summary>
/// <param name="Kind">As in the address.</param>
/// <param name="Hits">The best ones first.</param>
/// <param name="More">There are others after these.</param>
internal sealed record HitList(string Kind, IReadOnlyList<Hit> Hits, bool More);

/// <summary>Searches, one query for each kind, each joined with what this reader may see: what is hidden is neither found nor counted.</summary>
internal sealed class SearchHits(
    CourseDb db,
    ISearch search,
    GlanceCache glance,
    CurrentPersona me,
    TimeProvider clock
)
{
    public const string Things = "things";
    public const string Posts = "posts";
    public const string Comments = "comments";
    public const string People = "people";

    public static IReadOnlyList<string> Kinds { get; } = [Things, Posts, Comments, People];

    /// <summary>The best of each kind that was asked for, with snippets; kinds without a hit are left out.</summary>
    public async Task<IReadOnlyList<HitList>> Find(
        SearchWords words,
        IEnumerable<string> kinds,
        int skip,
        int size,
        CancellationToken stop
    )
    {
        var lists = new List<HitList>();
        foreach (var kind in kinds)
        {
            var hits = await (
                kind switch
                {
                    Things => FindThings(words, skip, size + 1, stop),
                    Posts => FindPosts(words, skip, size + 1, stop),
                    Comments => FindComments(words, skip, size + 1, stop),
                    _ => FindPeople(words, skip, size + 1, stop),
                }
            );
            if (hits.Count > 0)
            {
                lists.Add(new HitList(kind, [.. hits.Take(size)], hits.Count > size));
            }
        }

        return await WithSnippets(lists, words, stop);
    }

    // A Thing whose day has not come shows its title and date; its words are not for searching yet.
    private async Task<List<Hit>> FindThings(
        SearchWords words,
        int skip,
        int take,
        CancellationToken stop
    )
    {
        var course = await glance.Get(stop);
        var now = clock.GetUtcNow();
        var open = course.Things.Where(t => course.IsOpen(t, now)).Select(t => t.Id).ToList();
        var found = await (
            from match in search.Find<Thing>(words)
            join thing in db.Things on match.Key equals thing.Id
            where open.Contains(thing.Id)
            orderby match.Rank, thing.Number
            select new
            {
                match.Entry,
                thing.Number,
                thing.Title,
            }
        )
            .Skip(skip)
            .Take(take)
            .ToListAsync(stop);
        return found.ConvertAll(t => new Hit(
            t.Entry,
            $"Thing {t.Number}: {t.Title}",
            Addresses.Thing(t.Number)
        ));
    }

    private async Task<List<Hit>> FindPosts(
        SearchWords words,
        int skip,
        int take,
        CancellationToken stop
    )
    {
        var found = await (
            from match in search.Find<Post>(words)
            join post in db.Posts.ListedFor(me.IsSignedIn) on match.Key equals post.Id
            join author in db.Personas on post.Author equals author.Id
            orderby match.Rank, post.Number descending
            select new
            {
                match.Entry,
                post.Title,
                Slug = post.Slug!,
                post.WrittenAt,
                author.Handle,
                author.Name,
            }
        )
            .Skip(skip)
            .Take(take)
            .ToListAsync(stop);
        return found.ConvertAll(p => new Hit(p.Entry, p.Title, Addresses.Post(p.Handle, p.Slug))
        {
            By = p.Name,
            At = p.WrittenAt,
        });
    }

    private async Task<List<Hit>> FindComments(
        SearchWords words,
        int skip,
        int take,
        CancellationToken stop
    )
    {
        var shown = db.Comments.Where(c => c.State == Moderation.Shown);
        var found = await (
            from match in search.Find<Comment>(words)
            join comment in shown on match.Key equals comment.Id
            join post in db.Posts.ListedFor(me.IsSignedIn) on comment.Post equals post.Id
            join author in db.Personas on post.Author equals author.Id
            orderby match.Rank, comment.WrittenAt descending, comment.Number
            select new
            {
                match.Entry,
                comment.WrittenAt,
                Writer = db
                    .Personas.Where(p => p.Id == comment.Author)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
                comment.VisitorName,
                post.Title,
                Address = Addresses.Comment(author.Handle, post.Slug!, comment.Number),
            }
        )
            .Skip(skip)
            .Take(take)
            .ToListAsync(stop);
        return found.ConvertAll(c => new Hit(
            c.Entry,
            $"{c.Writer ?? c.VisitorName} on “{c.Title}”",
            c.Address
        )
        {
            At = c.WrittenAt,
        });
    }

    private async Task<List<Hit>> FindPeople(
        SearchWords words,
        int skip,
        int take,
        CancellationToken stop
    )
    {
        var found = await (
            from match in search.Find<Persona>(words)
            join persona in db.Personas.Where(p => p.Listed && p.RetiredAt == null)
                on match.Key equals persona.Id
            orderby match.Rank, persona.Handle
            select new
            {
                match.Entry,
                persona.Name,
                persona.Handle,
                persona.Sector,
                persona.Place,
            }
        )
            .Skip(skip)
            .Take(take)
            .ToListAsync(stop);
        return found.ConvertAll(p => new Hit(p.Entry, p.Name, Addresses.Persona(p.Handle))
        {
            By = string.Join(", ", new[] { p.Sector, p.Place }.Where(s => s.Length > 0)),
        });
    }

    private async Task<IReadOnlyList<HitList>> WithSnippets(
        List<HitList> lists,
        SearchWords words,
        CancellationToken stop
    )
    {
        var entries = lists.SelectMany(l => l.Hits).Select(h => h.Entry).ToList();
        if (entries.Count == 0)
        {
            return lists;
        }

        var snippets = await search.Snippets(words, entries, stop);
        return
        [
            .. lists.Select(list =>
                list with
                {
                    Hits =
                    [
                        .. list.Hits.Select(hit =>
                            hit with
                            {
                                Snippet = snippets.GetValueOrDefault(hit.Entry),
                            }
                        ),
                    ],
                }
            ),
        ];
    }
}
