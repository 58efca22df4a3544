using System.Net;
using System.Net.Sockets;
using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>
/// The application on a real port of localhost with a folder of its own: jobs run, the clock goes, mail is written into the folder.
/// <see cref="Given"/> works on it as on a <see cref="CourseSite"/>.
/// </summary>
public sealed class BrowserSite : CourseSite
{
    private BrowserSite(int port)
        : base(
            ("Site:BaseUrl", $"http://localhost:{port}"),
            ("Logging:LogLevel:Microsoft", "Error"),
            ("Limits:WritesPerMinute", "10000"),
            ("Limits:SignInsPerFiveMinutes", "10000"),
            ("Limits:CommentsPerTenMinutes", "1000"),
            ("Limits:SecondsBeforeComment", "0")
        )
    {
        Address = new Uri($"http://localhost:{port}");
        UseKestrel(port);
        StartServer();
    }

    public Uri Address { get; }

    /// <summary>Letters as they were written into the folder, the oldest first.</summary>
    public IReadOnlyList<string> Letters =>
        Directory.Exists(Path.Combine(Folder, "mail"))
            ?
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(Folder, "mail"))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>A course in week 13 with its organiser Wen and the participant Marisol, in which nobody has written.</summary>
    public static async Task<BrowserSite> WithEmptyCourse()
    {
        var site = new BrowserSite(FreePort());
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            await db.Runs.ExecuteDeleteAsync();
            db.Runs.Add(await Run(db, services.GetRequiredService<TimeProvider>().GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await site.APerson("Wen", Role.Organiser);
        await site.APerson("Marisol");
        return site;
    }

    public static async Task<BrowserSite> WithDemo()
    {
        var site = new BrowserSite(FreePort());
        await site.Within(async services =>
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            return true;
        });
        return site;
    }

    // The real clock: a browser drops a cookie that ended in the past.
    protected override void PutDoubles(IServiceCollection services) { }

    private static async Task<Run> Run(CourseDb db, DateTimeOffset now)
    {
        var course = await db.Courses.SingleAsync();
        var things = await db.Things.OrderBy(t => t.Number).Select(t => t.Id).ToListAsync();
        var starts = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-12 * 7 - 2);
        var timetable = new Timetable("This run", starts, "Europe/London", new TimeOnly(9, 0));
        var run = new Run(course.Id, timetable, things, new HashSet<int> { 6, 12, 18 });
        foreach (var opening in run.Openings.Where(o => o.OpensAt <= now).ToList())
        {
            run.Open(opening.Thing, opening.OpensAt);
        }

        return run;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
