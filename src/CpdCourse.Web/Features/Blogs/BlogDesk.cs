using System.Diagnostics.CodeAnalysis;
using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What the organisers' page of blogs shows.</summary>
internal enum BlogsShown
{
    All,
    Proven,
    Unproven,
    Silent,
    Resting,
    Doubtful,
}

/// <summary>Which blogs are looked at: those that stand so, and have these words in their title, their address or the name of their writer.</summary>
internal sealed record BlogSlice(BlogsShown Shows, string Words)
{
    private const int LongestWords = 100;

    /// <summary>As the end of an address; empty when it is all of them.</summary>
    public string Query =>
        QueryString
            .Create(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["show"] = Shows is BlogsShown.All ? null : Shows.ToString().ToLowerInvariant(),
                    ["q"] = Words.Length == 0 ? null : Words,
                }.Where(p => p.Value is not null)
            )
            .ToUriComponent();

    /// <summary>What stands in an address; what is nothing that we know is all.</summary>
    public static BlogSlice Read(string? show, string? q) =>
        new(
            Enum.TryParse<BlogsShown>(show, ignoreCase: true, out var shows)
            && Enum.IsDefined(shows)
                ? shows
                : BlogsShown.All,
            Text.Cut(Text.Line(q), LongestWords)
        );
}

internal sealed record BlogCounts(
    int All,
    int Proven,
    int Unproven,
    int Silent,
    int Resting,
    int Doubtful
)
{
    public static BlogCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public int Of(BlogsShown shows) =>
        shows switch
        {
            BlogsShown.Proven => Proven,
            BlogsShown.Unproven => Unproven,
            BlogsShown.Silent => Silent,
            BlogsShown.Resting => Resting,
            BlogsShown.Doubtful => Doubtful,
            _ => All,
        };
}

/// <summary>A blog and whose it is said to be.</summary>
internal sealed record DeskBlog(
    Blog Blog,
    string Name,
    string Handle,
    int Listed,
    HubSubscription? Hub
)
{
    public string Title => Blog.Title.Length > 0 ? Blog.Title : Blog.Host;

    public string Says =>
        Blog switch
        {
            { State: BlogState.Resting, Failures: 0 } => "left alone",
            { State: BlogState.Resting } => "given up",
            { Failures: > 0 } => "could not be read the last time",
            { State: BlogState.Searching or BlogState.NotFound } => "its feed is looked for again",
            { IsProven: false } => "nobody knows yet whether it is theirs",
            _ => "well",
        };
}

/// <summary>A post that nobody could place.</summary>
internal sealed record DeskEntry(BlogEntry Entry, string Name)
{
    public int Likely => new EntryRow(Entry, null, null).Likely;
}

/// <summary>Reads what organisers see of the blogs outside: those that somebody follows, by the names of the course.</summary>
internal sealed class BlogDesk(CourseDb db)
{
    public const int Most = 200;

    private const string OfDatabase = "The database makes these letters small, by its own rules.";

    public async Task<BlogCounts> Count(CancellationToken stop)
    {
        var blogs = await Followed()
            .GroupBy(_ => 1)
            .Select(all => new
            {
                All = all.Count(),
                Proven = all.Count(b => b.Proof != BlogProof.None),
                Silent = all.Count(b => b.Failures > 0),
                Resting = all.Count(b => b.State == BlogState.Resting),
            })
            .SingleOrDefaultAsync(stop);
        return blogs is null
            ? BlogCounts.None
            : new BlogCounts(
                blogs.All,
                blogs.Proven,
                blogs.All - blogs.Proven,
                blogs.Silent,
                blogs.Resting,
                await Doubts().CountAsync(stop)
            );
    }

    /// <summary>Those in trouble first.</summary>
    [SuppressMessage("Globalization", "CA1304", Justification = OfDatabase)]
    [SuppressMessage("Globalization", "CA1311", Justification = OfDatabase)]
    [SuppressMessage("Usage", "MA0011", Justification = OfDatabase)]
    public async Task<IReadOnlyList<DeskBlog>> Blogs(
        BlogSlice slice,
        int most,
        CancellationToken stop
    )
    {
        var words = slice.Words.ToLowerInvariant();
        return await (
            from blog in Of(slice.Shows)
            join persona in db.Personas on blog.Persona equals persona.Id
            from hub in db.HubSubscriptions.Where(s => s.Blog == blog.Id).DefaultIfEmpty()
            where
                words.Length == 0
                || blog.Title.ToLower().Contains(words)
                || blog.Home.ToLower().Contains(words)
                || persona.Name.ToLower().Contains(words)
                || persona.Handle.Contains(words)
            orderby blog.Failures descending, blog.ReadAt descending, blog.Id
            select new DeskBlog(
                blog,
                persona.Name,
                persona.Handle,
                db.BlogEntries.Count(e => e.Blog == blog.Id && e.State == EntryState.Listed),
                hub
            )
        )
            .Take(most)
            .ToListAsync(stop);
    }

    /// <summary>Guesses first, then what names no Thing; the newest first.</summary>
    public async Task<IReadOnlyList<DeskEntry>> Doubtful(CancellationToken stop) =>
        await (
            from entry in Doubts()
            join blog in db.Blogs on entry.Blog equals blog.Id
            join persona in db.Personas on blog.Persona equals persona.Id
            orderby entry.State, entry.FoundAt descending, entry.Id
            select new DeskEntry(entry, persona.Name)
        )
            .Take(Most)
            .ToListAsync(stop);

    private IQueryable<Blog> Of(BlogsShown shows) =>
        shows switch
        {
            BlogsShown.Proven => Followed().Where(b => b.Proof != BlogProof.None),
            BlogsShown.Unproven => Followed().Where(b => b.Proof == BlogProof.None),
            BlogsShown.Silent => Followed().Where(b => b.Failures > 0),
            BlogsShown.Resting => Followed().Where(b => b.State == BlogState.Resting),
            _ => Followed(),
        };

    private IQueryable<Blog> Followed() => db.Blogs.AsNoTracking().Where(b => b.FollowedAt != null);

    // Whose blog it is has to be known first, and what was there before the course is nobody's question.
    private IQueryable<BlogEntry> Doubts() =>
        db
            .BlogEntries.AsNoTracking()
            .Where(e =>
                (e.State == EntryState.Asked || (e.State == EntryState.Unplaced && !e.IsFromBefore))
                && db.Blogs.Any(b =>
                    b.Id == e.Blog && b.FollowedAt != null && b.Proof != BlogProof.None
                )
            );
}
