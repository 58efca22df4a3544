using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>A page that takes mentions, and every address under which it is known, the present one first.</summary>
internal sealed record FoundTarget(MentionTarget Target, IReadOnlyList<LocalPage> Pages)
{
    public LocalPage Page => Pages[0];

    public required Uri Site { get; init; }

    /// <summary>False for a post whose author wants no more pages listed: what is known of those that are listed is still kept up.</summary>
    public bool TakesMore { get; init; } = true;

    public bool IsAt(Uri link) => LocalPage.Read(link, Site) is { } page && Pages.Contains(page);
}

/// <summary>Finds what may be mentioned: posts that anybody may read, Things that are open, and personas that are listed. Everything else is not there.</summary>
internal sealed class MentionTargets(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
)
{
    // More links than these in one text are no conversation.
    private const int Most = 100;

    public async Task<FoundTarget?> Find(LocalPage page, CancellationToken stop)
    {
        var found = await Find([page], stop);
        return found.Count > 0 ? found[0] : null;
    }

    public async Task<IReadOnlyList<FoundTarget>> Find(
        IEnumerable<LocalPage> pages,
        CancellationToken stop
    )
    {
        var wanted = pages.Distinct().Take(Most).ToList();
        var found = new List<FoundTarget>();
        if (wanted.Exists(p => p.IsPost))
        {
            var posts = await Posts(Candidates(wanted), stop);
            found.AddRange(posts.Where(p => p.Pages.Intersect(wanted).Any()));
        }

        if (wanted.Exists(p => p.IsPersona))
        {
            var personas = await Personas(Named(wanted), stop);
            found.AddRange(personas.Where(p => p.Pages.Intersect(wanted).Any()));
        }

        foreach (var page in wanted.Where(p => p.IsThing))
        {
            if (await OpenThing(page.Thing, stop) is { } thing)
            {
                found.Add(thing);
            }
        }

        return found;
    }

    /// <summary>The page that a mention points at, as long as it can be read by anybody.</summary>
    public async Task<FoundTarget?> Of(Mention mention, CancellationToken stop)
    {
        if (mention.Post is { } id)
        {
            return (await Posts(db.Posts.Where(p => p.Id == id), stop)).SingleOrDefault();
        }

        if (mention.Persona is { } persona)
        {
            return (
                await Personas(db.Personas.Where(p => p.Id == persona), stop)
            ).SingleOrDefault();
        }

        var course = await glance.Get(stop);
        return course.Things.FirstOrDefault(t => t.Id == mention.Thing) is { } thing
            ? await OpenThing(thing.Number, stop)
            : null;
    }

    // Whose they are is asked first: a post is found by its author, and many have the same slug.
    private IQueryable<Post> Candidates(List<LocalPage> wanted)
    {
        var numbers = wanted.Where(p => p.Number > 0).Select(p => p.Number).ToList();
        if (numbers.Count > 0)
        {
            return db.Posts.Where(p => numbers.Contains(p.Number));
        }

        var slugs = wanted.Where(p => p.IsPost).Select(p => p.Slug).Distinct().ToList();
        var handles = wanted.Where(p => p.IsPost).Select(p => p.Handle).Distinct().ToList();
        var authors = Called(handles);
        return db.Posts.Where(p => authors.Contains(p.Author) && slugs.Contains(p.Slug!));
    }

    // Under the present handle or a former one.
    private IQueryable<Id<Persona>> Called(List<string> handles) =>
        db
            .Personas.Where(p => handles.Contains(p.Handle))
            .Select(p => p.Id)
            .Union(db.FormerHandles.Where(f => handles.Contains(f.Handle)).Select(f => f.Persona));

    private async Task<List<FoundTarget>> Posts(IQueryable<Post> posts, CancellationToken stop)
    {
        var rows = await (
            from post in posts.ListedFor(onCourse: false)
            join persona in db.Personas on post.Author equals persona.Id
            select new
            {
                post.Id,
                post.Number,
                post.Slug,
                post.ClosedToLinks,
                persona.Handle,
                Former = db
                    .FormerHandles.Where(f => f.Persona == persona.Id)
                    .Select(f => f.Handle)
                    .ToList(),
            }
        ).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new FoundTarget(
                new MentionTarget(row.Id, null),
                [
                    .. row
                        .Former.Prepend(row.Handle)
                        .Select(handle => LocalPage.OfPost(handle, row.Slug!))
                        .Append(LocalPage.OfPost(row.Number)),
                ]
            )
            {
                Site = site.Base,
                TakesMore = !row.ClosedToLinks,
            }),
        ];
    }

    private IQueryable<Persona> Named(List<LocalPage> wanted)
    {
        var handles = wanted.Where(p => p.IsPersona).Select(p => p.Handle).Distinct().ToList();
        var called = Called(handles);
        return db.Personas.Where(p => called.Contains(p.Id));
    }

    // Who would rather not be found is not to be found here either, though the page opens for those who know it.
    private async Task<List<FoundTarget>> Personas(
        IQueryable<Persona> personas,
        CancellationToken stop
    )
    {
        var rows = await personas
            .Where(p => p.RetiredAt == null && p.Listed)
            .Select(p => new
            {
                p.Id,
                p.Handle,
                Former = db
                    .FormerHandles.Where(f => f.Persona == p.Id)
                    .Select(f => f.Handle)
                    .ToList(),
            })
            .ToListAsync(stop);
        return
        [
            .. rows.Select(row => new FoundTarget(
                new MentionTarget(null, null, row.Id),
                [.. row.Former.Prepend(row.Handle).Select(LocalPage.OfPersona)]
            )
            {
                Site = site.Base,
            }),
        ];
    }

    private async Task<FoundTarget?> OpenThing(int number, CancellationToken stop)
    {
        var course = await glance.Get(stop);
        return course.Thing(number) is { } thing && course.IsOpen(thing, clock.GetUtcNow())
            ? new FoundTarget(new MentionTarget(null, thing.Id), [LocalPage.OfThing(number)])
            {
                Site = site.Base,
            }
            : null;
    }
}
