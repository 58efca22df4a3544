using System.Globalization;
using System.Text;
using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>
/// The application on a real port of localhost with a folder of its own: jobs run, the clock goes, mail is written into the folder.
/// <see cref="Given"/> works on it as on a <see cref="CourseSite"/>.
/// </summary>
public sealed class BrowserSite : CourseSite
{
    private BrowserSite(int port, params (string, string)[] with)
        : base([
            .. with,
            ("Site:BaseUrl", $"http://localhost:{port}"),
            ("Logging:LogLevel:Microsoft", "Error"),
            ("Limits:WritesPerMinute", "10000"),
            ("Limits:SignInsPerFiveMinutes", "10000"),
            ("Limits:CommentsPerTenMinutes", "1000"),
            ("Limits:SecondsBeforeComment", "0"),
        ])
    {
        Address = new Uri($"http://localhost:{port}");
        UseKestrel(port);
        StartServer();
    }

    public Uri Address { get; }

    /// <summary>A reader without a browser, who keeps no cookies.</summary>
    public HttpClient Reader() =>
        CreateClient(
            new WebApplicationFactoryClientOptions { BaseAddress = Address, HandleCookies = false }
        );

    /// <summary>The local part of the link in the newest letter, which the jobs write a moment after it was asked for.</summary>
    public async Task<string> MailedLink(int letters = 1)
    {
        var folder = Path.Combine(Folder, "mail");
        for (var tries = 0; tries < 150; tries++)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
            if (files.Length >= letters)
            {
                var letter = await File.ReadAllTextAsync(
                    files.Order(StringComparer.Ordinal).Last()
                );
                var body = letter[letter.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
                var text = Encoding.UTF8.GetString(Convert.FromBase64String(body));
                var link = text.IndexOf(
                    Address.GetLeftPart(UriPartial.Authority),
                    StringComparison.Ordinal
                );
                return text[link..].Split(['\n', '\r', ' '], 2)[0][
                    Address.GetLeftPart(UriPartial.Authority).Length..
                ];
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No letter came.");
    }

    /// <summary>As the program starts for the first time: nobody has an account.</summary>
    public static BrowserSite Untouched(params (string, string)[] with) =>
        new(FreePort.Take(), with);

    /// <summary>A course in week 13 with its organiser Wen and the participant Marisol, in which nobody has written.</summary>
    public static async Task<BrowserSite> WithEmptyCourse(params (string, string)[] with)
    {
        var site = Untouched(with);
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

    /// <summary>The same with one post, by Maria.</summary>
    public static async Task<BrowserSite> ToWriteIn()
    {
        var site = await WithEmptyCourse();
        await site.APost("Maria", "Bread", "A *good* week.", 12);
        return site;
    }

    /// <summary>The demo course, loaded as the program does it: before any job runs.</summary>
    public static Task<BrowserSite> WithDemo() => Task.Run(() => Untouched(("demo", "")));

    // The real clock: a browser drops a cookie that ended in the past.
    protected override void PutDoubles(IServiceCollection services) =>
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new AnswersAsAsked()));

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
}

/// <summary>Lets a test see what an error looks like: <c>?answers=429</c> answers so, <c>?answers=500</c> throws, as a bug would.</summary>
internal sealed class AnswersAsAsked : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (
            !request.Path.StartsWithSegments("/error")
            && int.TryParse(request.Query["answers"], CultureInfo.InvariantCulture, out var status)
        )
        {
            context.Result =
                status < 500
                    ? new StatusCodeResult(status)
                    : throw new InvalidOperationException("A bug, as asked.");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
