using System.Text.RegularExpressions;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>The demo course with a crowd: 1,500 posts and 7,500 comments.</summary>
public sealed class FullCourse : IAsyncLifetime
{
    public const string Post = "/@ola/soup";
    private const int People = 75;

    public CourseSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsThere)
        {
            return;
        }

        Site.Clock.Advance(TimeSpan.FromDays(40));
        await Site.Within(async services =>
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            var line = new LoadingLine(new StringWriter(), rewrites: false);
            await services
                .GetRequiredService<DemoCrowd>()
                .Load(People, line, CancellationToken.None);
            return true;
        });
        await Site.APost("Ola", "Soup", "A good week.", 12);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>How SQLite means to find what the pages ask for: by an index, however much there is, and whether or not it knows how the rows are spread.</summary>
public sealed partial class QueryPlanTests(FullCourse full) : IClassFixture<FullCourse>
{
    private readonly CourseSite site = full.Site;

    private const int Second = 1000;
    private const string OfSqlite = "These are SQLite's plans.";

    private static readonly string[] Pages =
    [
        "/",
        "/things",
        "/things/12",
        "/things/12/responses",
        "/things/12/questions/1",
        "/responses",
        "/people",
        "/feed",
        "/comments/feed",
        FullCourse.Post,
        "/@ola",
    ];

    // Not the first page of each list: that would be kept, too.
    private static readonly string[] Counting =
    [
        $"/responses?before={Long}",
        $"/things/12/responses?before={Long}",
    ];

    private const string Long = "202601010000000000000-1";

    // Walked in the order that a list is shown in, as far as the page goes.
    private static readonly string[] Streams = ["IX_Posts_Stream", "IX_Comments_WrittenAt_State"];

    // Holds only what waits, and that is bounded.
    private const string Queue = "IX_Mentions_Held";

    [Fact]
    public async Task The_hottest_pages_scan_no_table()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfSqlite);
        using var visitor = site.Visitor();
        using var participant = await site.SignedInAs("Ola");

        var asked = new List<string>();
        foreach (var reader in new[] { visitor, participant })
        {
            // Counts over the whole course are worked out once and kept.
            await Read(reader, Counting);
            asked.AddRange(await SqlCommands.During(site, () => Read(reader, Pages)));
        }

        asked.Count.ShouldBeGreaterThan(60);
        (await Scans(site, asked)).ShouldBeEmpty();
        await site.Read(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        (await Scans(site, asked)).ShouldBeEmpty("with statistics");
    }

    [Fact]
    public async Task The_posts_of_the_course_are_counted_without_a_look_at_their_texts()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfSqlite);
        using var visitor = site.Visitor();
        // What others counted is kept no longer.
        site.Clock.Advance(KeptReads.Fresh);

        var asked = await SqlCommands.During(
            site,
            () => Read(visitor, ["/responses?before=202601010000000000000-2"])
        );

        var count = asked.Single(sql => sql.Contains("NOT EXISTS") && sql.Contains("COUNT(CASE"));
        (await site.Read(db => Plan(db, count))).ShouldContain(step =>
            step.Contains("USING COVERING INDEX IX_Posts_Stream")
        );
    }

    [Fact]
    public async Task A_comment_is_taken_without_a_look_at_other_posts()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfSqlite);
        using var visitor = site.Visitor();

        var asked = await SqlCommands.During(
            site,
            () =>
                visitor.Comment(
                    site,
                    FullCourse.Post,
                    new { Input__Text = "Good soup", Input__Name = "Tom" }
                )
        );

        asked.ShouldContain(sql => sql.Contains("INSERT INTO \"Comments\""));
        (await Scans(site, asked)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_pings_is_turned_away_without_a_look_at_other_posts()
    {
        Assert.SkipWhen(PostgresServer.IsThere, OfSqlite);
        var source = new Uri("https://amara.example/soup");

        var asked = await SqlCommands.During(
            site,
            async () =>
            {
                foreach (var page in new[] { FullCourse.Post, "/@ola", "/things/12" })
                {
                    var target = $"http://localhost:5023{page}";
                    (await site.Webmention(source, target)).IsSuccessStatusCode.ShouldBeTrue();
                }
            }
        );

        asked.Count(sql => sql.Contains("INSERT INTO \"Mentions\"")).ShouldBe(3);
        (await Scans(site, asked)).ShouldBeEmpty();
    }

    private static async Task Read(HttpClient reader, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            (await reader.GetAsync(page)).EnsureSuccessStatusCode();
        }
    }

    private static async Task<IReadOnlyList<string>> Scans(
        CourseSite site,
        IEnumerable<string> asked
    )
    {
        var found = new List<string>();
        foreach (var sql in asked.Distinct(StringComparer.Ordinal).Where(IsQuestion))
        {
            var tables = Tables().Matches(sql).Select(m => m.Groups["alias"].Value).ToHashSet();
            var steps = await site.Read(db => Plan(db, sql));
            found.AddRange(
                from step in steps
                where
                    Scan().Match(step) is { Success: true } scan
                    && tables.Contains(scan.Groups["alias"].Value)
                    && scan.Groups["index"].Value is not Queue
                    && !(sql.Contains("LIMIT") && Streams.Contains(scan.Groups["index"].Value))
                select $"{step}: {sql}"
            );
        }

        return found;
    }

    private static bool IsQuestion(string sql) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal);

    internal static async Task<IReadOnlyList<string>> Plan(Data.CourseDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameters().Matches(sql).Select(m => m.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        await using var rows = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await rows.ReadAsync())
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex(
        "\"(?:Posts|Comments|Responses|Answers|Mentions|FormerHandles)\" AS \"(?<alias>\\w+)\"",
        RegexOptions.ExplicitCapture,
        Second
    )]
    private static partial Regex Tables();

    [GeneratedRegex(
        @"^SCAN (?<alias>\w+)( USING INDEX (?<index>\w+))?",
        RegexOptions.ExplicitCapture,
        Second
    )]
    private static partial Regex Scan();

    [GeneratedRegex(@"@\w+", RegexOptions.ExplicitCapture, Second)]
    private static partial Regex Parameters();
}
