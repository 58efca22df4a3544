using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>
/// The program is killed while people write, again and again. <c>CPD_KILLS=50</c> does it fifty times.
/// </summary>
public sealed class CrashTests
{
    private const int Writers = 4;
    private const int Each = 5;

    private static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("CPD_KILLS"),
        CultureInfo.InvariantCulture,
        out var kills
    )
        ? kills
        : 3;

    [Fact]
    public async Task R1_what_was_acknowledged_before_a_kill_is_there_exactly_once()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        var people = Enumerable.Range(0, Writers).Select(n => new Person($"Writer {n}")).ToList();
        var address = RunningProgram.FreeAddress();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var program = await RunningProgram.Start(address, Arguments(site));
            var writing = people
                .Select(person => person.Write(program.Address, post.Address()))
                .ToList();
            await Task.WhenAny([.. writing, WhenEachHasSaid(people, Each * (kill + 1))]);
            writing.ShouldAllBe(one => !one.IsCompleted, "Nobody stops before the kill.");

            await Task.Delay(TimeSpan.FromMilliseconds(kill * 17 % 90));
            program.Kill();
            await Task.WhenAll(writing);
        }

        using (var program = await RunningProgram.Start(address, Arguments(site)))
        {
            // What was not answered is sent again, as a browser's "reload" does.
            foreach (var person in people)
            {
                await person.SendWaiting(program.Address);
            }
        }

        var there = (await site.CommentsOn(post)).Select(c => c.Text).ToList();
        var acknowledged = people.SelectMany(p => p.Acknowledged).ToList();
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Writers * Each * Kills);
        there.ShouldBeUnique();
        there.ShouldBe(acknowledged, ignoreOrder: true);
        if (!PostgresServer.IsThere)
        {
            (
                await site.Read(db =>
                    db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()
                )
            ).ShouldBe(["ok"]);
        }
    }

    private static IEnumerable<string> Arguments(CourseSite site) =>
        [.. site.Arguments, .. RunningProgram.ForOneNetwork];

    private static async Task WhenEachHasSaid(IReadOnlyList<Person> people, int count)
    {
        var began = Stopwatch.StartNew();
        while (people.Any(person => person.Acknowledged.Count < count))
        {
            began.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(10);
        }
    }

    /// <summary>Somebody who writes one comment after the other, and sends what was not answered once more.</summary>
    private sealed class Person(string name)
    {
        private IHtmlDocument? page;
        private string? waiting;
        private int said;

        public ConcurrentQueue<string> Acknowledged { get; } = new();

        public async Task Write(Uri site, string post)
        {
            using var browser = RunningProgram.Client(site);
            try
            {
                page ??= await browser.Page(post);
                while (true)
                {
                    waiting ??= $"{name}, word {++said}";
                    await Send(browser);
                }
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException)
            {
                // It was killed.
            }
        }

        public async Task SendWaiting(Uri site)
        {
            using var browser = RunningProgram.Client(site);
            if (waiting is not null)
            {
                await Send(browser);
            }
        }

        private async Task Send(HttpClient browser)
        {
            using var answer = await browser.Send(
                page!,
                "form#comment-form",
                new { Input__Text = waiting, Input__Name = name },
                "Post comment"
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            Acknowledged.Enqueue(waiting!);
            waiting = null;
        }
    }
}
