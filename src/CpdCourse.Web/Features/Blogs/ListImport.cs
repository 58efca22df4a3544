using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>How a line of an import ends.</summary>
internal enum LineEnd
{
    Waiting,
    Ok,
    Owner,
    Dead,
}

/// <summary>A line and the blog that it stands for.</summary>
internal sealed record ImportRow(ImportedLine Line, Blog? Blog, string? Name, string? Handle)
{
    public LineEnd End =>
        (Line.State, Blog) switch
        {
            (LineState.Waiting or LineState.Sought, _) => LineEnd.Waiting,
            (LineState.Dead, _) => LineEnd.Dead,
            (LineState.Followed, { State: BlogState.Resting or BlogState.NotFound }) =>
                LineEnd.Dead,
            (LineState.Followed, { IsProven: true }) => LineEnd.Ok,
            _ => LineEnd.Owner,
        };

    /// <summary>True when it can be said whose it is.</summary>
    public bool CanBeNamed => Line.State is LineState.NeedsOwner;

    public string Title =>
        Blog is { Title.Length: > 0 } ? Blog.Title
        : Line.Title.Length > 0 ? Line.Title
        : Line.Address;

    public string Says =>
        End switch
        {
            LineEnd.Waiting => "Waiting",
            LineEnd.Ok => "OK",
            LineEnd.Owner => "Needs its owner",
            _ => "Dead",
        };

    public string? Why =>
        (Line.State, Blog) switch
        {
            (LineState.Followed, null) => "It is followed no longer.",
            (LineState.Followed, { Problem: { } problem }) => problem,
            (LineState.Followed, { IsProven: false }) =>
                "It is followed. Nobody knows yet whether it is theirs.",
            _ => Line.Problem,
        };
}

/// <summary>An import, among others.</summary>
internal sealed record ImportGlance(string Import, DateTimeOffset At, int Lines, int Waiting);

/// <summary>What stands on the pages of imports, in words.</summary>
internal static class ImportWords
{
    /// <summary>Stands where a mail address was given for the person.</summary>
    public const string MailAddress = "(mail address)";

    public const string Declined =
        "They have stopped following this blog. Only they can let it be followed again.";

    public const string HasMany = "They have as many blogs here as one can have.";

    public static string NobodyFor(string who) =>
        who switch
        {
            "" => "Its feed is there. Nobody on the course was named for it.",
            MailAddress =>
                "Its feed is there. Nobody is looked for by mail address, because that would show whose persona it is. Ask them for their handle.",
            _ => $"Its feed is there. Nobody on the course has the handle “{who}”.",
        };
}

/// <summary>Reads how imports stand.</summary>
internal sealed class ListImport(CourseDb db)
{
    private const int MostImports = 20;

    /// <summary>All lines of an import, in order; at most as many as a list can have.</summary>
    public async Task<IReadOnlyList<ImportRow>> Of(string import, CancellationToken stop) =>
        await (
            from line in db.ImportedLines.AsNoTracking()
            where line.Import == import && line.State != LineState.Declined
            join blog in db.Blogs on line.Blog equals blog.Id into blogs
            from blog in blogs.DefaultIfEmpty()
            join persona in db.Personas on blog.Persona equals persona.Id into personas
            from persona in personas.DefaultIfEmpty()
            orderby line.Number
            select new ImportRow(line, blog, persona.Name, persona.Handle)
        ).ToListAsync(stop);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ImportGlance>> Newest(CancellationToken stop) =>
        await db
            .ImportedLines.Where(l => l.State != LineState.Declined)
            .GroupBy(l => l.Import)
            .OrderByDescending(g => g.Max(l => l.AskedAt))
            .Take(MostImports)
            .Select(g => new ImportGlance(
                g.Key,
                g.Max(l => l.AskedAt),
                g.Count(),
                g.Count(l => l.State == LineState.Waiting || l.State == LineState.Sought)
            ))
            .ToListAsync(stop);
}
