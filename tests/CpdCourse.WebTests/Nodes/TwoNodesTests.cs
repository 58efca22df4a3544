using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CpdCourse.WebTests.Nodes;

/// <summary>Two nodes on one database. The clock stands still, so that nothing is dropped for its age alone.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const string Soup = "/@maria/soup";
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);
    private CourseSite one = null!;
    private CourseSite other = null!;

    public TwoNodesTests() =>
        Assert.SkipUnless(PostgresServer.IsThere, "Several nodes share PostgreSQL only.");

    public async ValueTask InitializeAsync()
    {
        one = new CourseSite();
        other = one.Beside();
        _ = (one.Services, other.Services);
        (await Within(10 * ASecond, async () => await Listeners("count(pid)") == 1)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_signs_in_on_one_is_signed_in_on_the_other()
    {
        await one.APerson("Maria");
        using var browser = one.Visitor();
        var answer = await browser.SignIn("maria@example.org");
        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .First(c => c.StartsWith("signed-in=", StringComparison.Ordinal));
        using var elsewhere = other.Visitor();
        elsewhere.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);

        (await elsewhere.GetStringAsync("/me")).ShouldContain("Your 23 Things");
    }

    [Fact]
    public async Task A_page_that_one_keeps_shows_what_is_saved_on_the_other()
    {
        var post = await one.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = other.Visitor();
        (await visitor.GetStringAsync(Soup)).ShouldContain("No comments yet");

        await one.AComment(post, "Tom", "marzipan");

        (await Within(ASecond, () => Shows(visitor, "marzipan"))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_Thing_that_is_given_another_title_on_one_has_it_on_the_other()
    {
        using var visitor = other.Visitor();
        await visitor.GetStringAsync("/things");

        await one.Read(async db =>
        {
            var thing = await db.Things.SingleAsync(t => t.Number == 12);
            db.Entry(thing).Property(t => t.Title).CurrentValue = "Marzipan";
            return await db.SaveChangesAsync();
        });

        (
            await Within(
                ASecond,
                async () => (await visitor.GetStringAsync("/things")).Contains("Marzipan")
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_saved_while_nothing_could_be_heard_is_seen_once_it_can_again()
    {
        var post = await one.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = other.Visitor();
        await visitor.GetStringAsync(Soup);

        // As a server that restarts does.
        (await Listeners("count(pg_terminate_backend(pid))")).ShouldBe(1);
        await one.AComment(post, "Tom", "marzipan");

        (await Within(10 * ASecond, () => Shows(visitor, "marzipan"))).ShouldBeTrue();
        await one.AComment(post, "Tom", "teapots");
        (await Within(ASecond, () => Shows(visitor, "teapots"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_told_of_drafts_and_of_what_is_taken_back()
    {
        var post = await one.APost("Maria", "Soup", "A good week.", 12);
        await one.RunJobs();
        await using var listener = await Listen();
        var heard = new List<string>();
        listener.Notification += (_, told) => heard.Add(told.Payload);

        await one.ADraft("Maria", new Draft { Title = "Tea", Text = "Not yet." });
        await one.Read(async db =>
        {
            await using var transaction = await db.Begin(CancellationToken.None);
            var maria = await db.Personas.SingleAsync();
            maria.Describe(maria.Details(words: "I like marzipan"));
            await db.SaveChangesAsync();
            return true;
        });
        (await listener.WaitAsync(ASecond / 4)).ShouldBeFalse(string.Join('|', heard));

        await one.AComment(post, "Tom", "marzipan");
        (await listener.WaitAsync(ASecond)).ShouldBeTrue();
        heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_asked_for_on_one_wakes_the_workers_of_the_other()
    {
        var bell = other.Services.GetRequiredService<Web.Jobs.JobBell>();
        while (await bell.Wait(TimeSpan.FromMilliseconds(300), CancellationToken.None)) { }

        await one.Ask(one.ALetter());

        (await bell.Wait(ASecond, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Fifty_jobs_are_each_done_once_by_two_workers()
    {
        for (var i = 0; i < 50; i++)
        {
            await one.Ask(
                Web.Jobs.NewJob.Of(
                    nameof(SendLetter),
                    new OutgoingLetter(
                        new Letter("m@example.org", $"No. {i}", "Words"),
                        $"key-{i:0000}"
                    ),
                    one.Clock.Now
                )
            );
        }

        await Task.WhenAll(one.RunJobs(), other.RunJobs(), one.RunJobs(), other.RunJobs());

        var (here, there) = (one.Mail.Letters, other.Mail.Letters);
        here.Concat(there).Select(l => l.Subject).Distinct().Count().ShouldBe(50);
        (here.Count + there.Count).ShouldBe(50);
        here.ShouldNotBeEmpty();
        there.ShouldNotBeEmpty();
        (await one.Read(db => db.Jobs.CountAsync(j => j.Kind == nameof(SendLetter)))).ShouldBe(0);
    }

    [Fact]
    public async Task What_recurs_is_planned_once_and_done_once_at_a_time()
    {
        await Task.WhenAll(one.RunRecurring(), other.RunRecurring());

        var planned = await one.Read(db =>
            db.Jobs.Where(j => j.Name != null).Select(j => new { j.Name, j.DueAt }).ToListAsync()
        );
        planned.Count.ShouldBe(
            one.Services.GetRequiredService<Web.Jobs.Reactions>().Recurring.Count
        );
        planned.Select(j => j.Name).Distinct().Count().ShouldBe(planned.Count);
        planned.ShouldAllBe(j => j.DueAt > one.Clock.Now);
    }

    [Fact]
    public async Task Two_that_start_together_on_an_empty_database_fill_it_once_and_share_their_keys()
    {
        await using var first = CourseSite.Empty();
        await using var second = first.Beside();

        Parallel.Invoke(() => _ = first.Services, () => _ = second.Services);

        (await first.Read(db => db.Courses.CountAsync())).ShouldBe(1);
        (await first.Read(db => db.Things.CountAsync())).ShouldBe(23);
        (
            await first.Read(db =>
                db.SiteNotes.CountAsync(n => n.Key.StartsWith(DatabaseKeys.Prefix))
            )
        ).ShouldBe(1);
    }

    private static async Task<bool> Shows(HttpClient visitor, string word) =>
        (await visitor.GetStringAsync(Soup)).Contains(word, StringComparison.Ordinal);

    private static async Task<bool> Within(TimeSpan limit, Func<Task<bool>> holds)
    {
        for (var waited = TimeSpan.Zero; waited < limit; waited += ASecond / 20)
        {
            if (await holds())
            {
                return true;
            }

            await Task.Delay(ASecond / 20);
        }

        return await holds();
    }

    private async Task<long> Listeners(string what)
    {
        await using var command = one
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                $"""
                SELECT {what} FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()
                """
            );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> Listen()
    {
        var connection = await one
            .Services.GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"LISTEN {News.Channel}";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
