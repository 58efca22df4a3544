using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.House;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Nodes;

/// <summary>Two nodes behind a web server are restarted one after the other while people read and write.</summary>
public sealed class RollingRestartTests
{
    private static readonly string[] Drains = ["--Site:DrainSeconds=3"];
    private readonly CancellationTokenSource enough = new();

    [Fact]
    public async Task R12_a_rolling_restart_under_load_breaks_no_answer()
    {
        Assert.SkipUnless(PostgresServer.IsThere, "Several nodes share PostgreSQL only.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var site = new CourseSite();
        var post = (await site.APost("Maria", "Soup", "A good week.", 12));
        Uri[] at = [RunningProgram.FreeAddress(), RunningProgram.FreeAddress()];
        var front = RunningProgram.FreeAddress();
        RunningProgram[] nodes =
        [
            await RunningProgram.Start(site, at[0], Drains),
            await RunningProgram.Start(site, at[1], Drains),
        ];
        await using var balancer = await Balancer.Start(front, at);
        var people = Enumerable.Range(0, 3).Select(n => new CommentPerson($"Writer {n}")).ToList();
        List<Task> load =
        [
            .. people.Select(p => p.WriteUntil(front, post.Address(), enough.Token)),
            Read(front, "/"),
            Read(front, post.Address()),
            Read(front, "/things/12"),
        ];
        try
        {
            await balancer.WhenReady(nodes.Length);
            for (var n = 0; n < nodes.Length; n++)
            {
                var (code, took) = await nodes[n].Stop();
                (took.TotalSeconds, code).ShouldSatisfyAllConditions(
                    ended => ended.TotalSeconds.ShouldBeInRange(3, 15),
                    ended => ended.code.ShouldBe(0)
                );
                nodes[n].Dispose();
                nodes[n] = await RunningProgram.Start(site, at[n], Drains);
                await balancer.WhenReady(nodes.Length);
            }

            await enough.CancelAsync();
            await Task.WhenAll(load);
        }
        finally
        {
            Array.ForEach(nodes, n => n.Dispose());
        }

        balancer.Broken.ShouldBeEmpty();
        balancer.Answered.ShouldAllBe(count => count > 20);
        var there = await site.Read(db =>
            db.Comments.Where(c => c.Post == post.Id).Select(c => c.Text).ToListAsync()
        );
        there.ShouldBe(people.SelectMany(p => p.Acknowledged), ignoreOrder: true);
        TestContext.Current.SendDiagnosticMessage(
            "Answered: {0}; comments: {1}",
            string.Join(" and ", balancer.Answered),
            there.Count
        );
    }

    [Fact]
    public async Task R12_a_node_that_is_told_to_stop_says_so_and_goes_on_answering_for_a_while()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var site = new CourseSite();
        var address = RunningProgram.FreeAddress();
        using var node = await RunningProgram.Start(site, address, "--Site:DrainSeconds=5");
        using var browser = RunningProgram.Client(address);

        var ending = node.Stop();
        var said = "ready";
        while (said == "ready")
        {
            said = await (await browser.GetAsync("/readyz")).Content.ReadAsStringAsync();
        }

        said.ShouldBe("not ready: stopping");
        using var page = await browser.GetAsync("/things");
        page.IsSuccessStatusCode.ShouldBeTrue();
        page.Headers.ConnectionClose.ShouldBe(true);
        var (code, took) = await ending;
        took.TotalSeconds.ShouldBeInRange(5, 15);
        code.ShouldBe(0);
        await Should.ThrowAsync<HttpRequestException>(() => browser.GetAsync("/things"));
    }

    private async Task Read(Uri front, string page)
    {
        using var browser = RunningProgram.Client(front);
        while (!enough.IsCancellationRequested)
        {
            using var answer = await browser.GetAsync(page);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{page}: {answer.StatusCode}");
        }
    }
}
