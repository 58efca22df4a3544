using System.Diagnostics;
using System.Globalization;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
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
    private const int Letters = 100;

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
        var people = Enumerable
            .Range(0, Writers)
            .Select(n => new CommentPerson($"Writer {n}"))
            .ToList();
        var address = RunningProgram.FreeAddress();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var program = await RunningProgram.Start(site, address);
            var writing = people
                .Select(person => person.WriteUntilItStops(address, post.Address()))
                .ToList();
            await Task.WhenAny([.. writing, WhenEachHasSaid(people, Each * (kill + 1))]);
            writing.ShouldAllBe(one => !one.IsCompleted, "Nobody stops before the kill.");

            await Task.Delay(TimeSpan.FromMilliseconds(kill * 17 % 90));
            program.Kill();
            await Task.WhenAll(writing);
        }

        using (await RunningProgram.Start(site, address))
        {
            // What was not answered is sent again, as a browser's "reload" does.
            foreach (var person in people)
            {
                await person.SendWaiting(address);
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

    [Fact]
    public async Task R3_no_letter_is_lost_in_a_kill_and_only_one_that_was_on_its_way_is_sent_again()
    {
        await using var site = new CourseSite();
        var address = RunningProgram.FreeAddress();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Ask(site, kill * Letters, Letters);
            var before = Sent(site).Count;
            using var program = await RunningProgram.Start(site, address);
            await Until(() => Sent(site).Count > before + (Letters / 4));
            await Task.Delay(TimeSpan.FromMilliseconds(kill * 7 % 20));
            program.Kill();
        }

        // As two minutes later, when the leases have run out.
        await site.Read(db =>
            db.Jobs.ExecuteUpdateAsync(j =>
                j.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
            )
        );
        using (await RunningProgram.Start(site, address))
        {
            await Until(async () =>
                !await site.Read(db => db.Jobs.AnyAsync(j => j.Kind == nameof(SendLetter)))
            );
        }

        var sent = Sent(site).CountBy(key => key).ToList();
        var repeats = sent.Sum(s => s.Value - 1);
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} letters, {2} sent again",
            Kills,
            sent.Count,
            repeats
        );
        sent.Count.ShouldBe(Letters * Kills);
        repeats.ShouldBeLessThanOrEqualTo(Kills * JobRunner.SideBySide);
    }

    private static async Task Ask(CourseSite site, int from, int count) =>
        await site.Read(async db =>
        {
            db.Jobs.AddRange(
                Enumerable
                    .Range(from, count)
                    .Select(n =>
                        NewJob.Of(
                            nameof(SendLetter),
                            new OutgoingLetter(
                                new Letter("maria@example.org", $"No. {n}", "Words"),
                                $"key-{n:000000}"
                            ),
                            DateTimeOffset.UnixEpoch
                        )
                    )
            );
            return await db.SaveChangesAsync();
        });

    // The key of each letter that was put into the folder, which its file is named after; a kill may have left one half written.
    private static List<string> Sent(CourseSite site) =>
        Directory.Exists(Path.Combine(site.Folder, "mail"))
            ?
            [
                .. Directory
                    .GetFiles(Path.Combine(site.Folder, "mail"))
                    .Select(file => Path.GetFileNameWithoutExtension(file)[^6..]),
            ]
            : [];

    private static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    private static async Task Until(Func<Task<bool>> holds)
    {
        var began = Stopwatch.StartNew();
        while (!await holds())
        {
            began.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(5);
        }
    }

    private static async Task WhenEachHasSaid(IReadOnlyList<CommentPerson> people, int count)
    {
        var began = Stopwatch.StartNew();
        while (people.Any(person => person.Acknowledged.Count < count))
        {
            began.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(10);
        }
    }
}
