using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// As many more people as are asked for, on top of the demo course: to see how the site bears them. Does nothing where the demo course was not loaded, and goes on
/// where it stopped.
/// </summary>
internal sealed class DemoCrowd(
    CourseDb db,
    DemoPeople people,
    DemoJobs jobs,
    ComposeCrowdWords compose,
    CrowdPosts posts
)
{
    /// <summary>The note that allows a crowd: how many have joined, and how many of them have written.</summary>
    public const string Note = "demo crowd";
    public const string Nobody = "0 0";

    private const int JoiningAtOnce = 100;
    private const int WritingAtOnce = 10;

    public async Task Load(int wanted, LoadingLine console, CancellationToken stop)
    {
        var (joined, written) = await Reached(stop);
        if (written >= wanted)
        {
            return;
        }

        var crowd = CrowdPeople.Of(await DemoFiles.People(stop), wanted);
        var run = await db.Runs.AsNoTracking().Include(r => r.Openings).SingleAsync(stop);
        for (; joined < wanted; joined = Math.Min(joined + JoiningAtOnce, wanted))
        {
            console.Say("People who join", joined, wanted);
            var next = Math.Min(joined + JoiningAtOnce, wanted);
            await Join(run, crowd[joined..next], $"{next} {written}", stop);
        }

        var personas = await Personas(crowd, stop);
        var words = await compose.Compose(stop);
        db.ChangeTracker.Clear();
        var course = new CrowdCourse(words, Opened(run, words));
        for (; written < wanted; written = Math.Min(written + WritingAtOnce, wanted))
        {
            console.Say("People who write", written, wanted);
            var next = Math.Min(written + WritingAtOnce, wanted);
            await using var transaction = await db.Begin(stop);
            await posts.Write(written..next, personas, course, stop);
            await Keep($"{wanted} {next}", stop);
            await transaction.Commit(stop);
        }

        console.Say("People who write", wanted, wanted);
    }

    private async Task Join(Run run, List<DemoPerson> next, string reached, CancellationToken stop)
    {
        await using var transaction = await db.Begin(stop);
        await people.Join(run, next, stop);
        await jobs.Settle(stop);
        await Keep(reached, stop);
        await transaction.Commit(stop);
        db.ChangeTracker.Clear();
    }

    private async Task<Id<Persona>[]> Personas(List<DemoPerson> crowd, CancellationToken stop)
    {
        var known = await db
            .Personas.Select(p => new { p.Handle, p.Id })
            .ToDictionaryAsync(p => p.Handle, p => p.Id, StringComparer.Ordinal, stop);
        return [.. crowd.Select(p => known[p.Handle])];
    }

    private static List<(Id<Thing> Thing, DateTimeOffset At)> Opened(Run run, CrowdWords words) =>
        [
            .. run
                .Openings.Where(o => o.AnnouncedAt is not null && words.Posts.ContainsKey(o.Thing))
                .OrderBy(o => o.OpensAt)
                .Select(o => (o.Thing, o.OpensAt)),
        ];

    private async Task<(int Joined, int Written)> Reached(CancellationToken stop)
    {
        var note = await db.SiteNotes.AsNoTracking().SingleOrDefaultAsync(n => n.Key == Note, stop);
        return note?.Value.Split(' ') is [var joined, var written]
            ? (int.Parse(joined, Say.Culture), int.Parse(written, Say.Culture))
            : (int.MaxValue, int.MaxValue);
    }

    private Task<int> Keep(string reached, CancellationToken stop) =>
        db
            .SiteNotes.Where(n => n.Key == Note)
            .ExecuteUpdateAsync(note => note.SetProperty(n => n.Value, reached), stop);
}
