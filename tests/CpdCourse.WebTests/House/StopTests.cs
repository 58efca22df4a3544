using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>The program is told to stop (SIGTERM) while people write, one form is only half sent, and a job waits for somebody else's server.</summary>
public sealed class StopTests
{
    private const string Last = "the last word";

    [Fact]
    public async Task R12_a_stop_finishes_what_was_begun_and_leaves_everything_in_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.RunJobs();
        using var silent = new TcpListener(IPAddress.Loopback, port: 0);
        silent.Start();
        var address = RunningProgram.FreeAddress();
        using var program = await RunningProgram.Start(address, Arguments(site, address, silent));
        using var browser = RunningProgram.Client(address);
        var page = await browser.Page(post.Address());
        await Ping(browser, post, silent);
        using var held = await silent.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var writers = Enumerable.Range(0, 4).Select(n => new Writer($"Writer {n}", page)).ToList();
        var writing = writers.Select(w => w.Write(address)).ToList();
        while (writers.Any(w => w.Acknowledged.Count < 3))
        {
            await Task.Delay(20);
        }

        using var slow = await HalfAForm.Begin(address, page);
        var stopping = program.Stop();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var answer = await slow.Finish();
        var (code, took) = await stopping;
        await Task.WhenAll(writing);

        answer.ShouldStartWith("HTTP/1.1 303 ");
        code.ShouldBe(0);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        var there = (await site.CommentsOn(post)).Select(c => c.Text).ToList();
        there.ShouldBeUnique();
        there.ShouldContain(Last);
        writers.SelectMany(w => w.Acknowledged).Except(there).ShouldBeEmpty();
        program.Said.ShouldNotContain("Exception");
        var job = await site.Read(db =>
            db.Jobs.SingleAsync(j => j.Kind.Contains(nameof(VerifyMention)))
        );
        (job.LeasedUntil, job.Attempts).ShouldBe((null, 0));
    }

    [Fact]
    public async Task R12_after_a_stop_the_database_is_one_file()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || PostgresServer.IsThere,
            "This is about SQLite's log and SIGTERM."
        );
        var folder = Directory.CreateTempSubdirectory("stop-").FullName;
        var address = RunningProgram.FreeAddress();
        using (var program = await RunningProgram.Start(address, [$"--Data:Folder={folder}"]))
        {
            new FileInfo(Path.Combine(folder, "course.db-wal")).Length.ShouldBeGreaterThan(0);
            (await program.Stop()).Code.ShouldBe(0);
        }

        Directory.GetFiles(folder, "course.db*").Select(Path.GetFileName).ShouldBe(["course.db"]);
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Arguments(
        CourseSite site,
        Uri address,
        TcpListener silent
    ) =>
        [
            .. site.Arguments,
            .. RunningProgram.ForOneNetwork,
            $"--Site:BaseUrl={address}",
            $"--{StrangersSite.Allowed.Item1}={StrangersSite.Allowed.Item2}",
            $"--Outbound:AllowedPorts:0={((IPEndPoint)silent.LocalEndpoint).Port}",
        ];

    // What is claimed is looked into by a job, which waits for a server that never says anything.
    private static async Task Ping(HttpClient browser, Post post, TcpListener silent) =>
        await browser.Ping(
            $"{post.Address()}/trackback",
            new Uri($"http://{silent.LocalEndpoint}/reading")
        );

    /// <summary>Somebody who writes one comment after the other until nobody answers. An answer that began is whole.</summary>
    private sealed class Writer(string name, IHtmlDocument page)
    {
        public List<string> Acknowledged { get; } = [];

        public async Task Write(Uri site)
        {
            using var browser = RunningProgram.Client(site);
            for (var n = 1; ; n++)
            {
                HttpResponseMessage answer;
                try
                {
                    answer = await browser.Send(
                        page,
                        "form#comment-form",
                        new { Input__Text = $"{name}, word {n}", Input__Name = name },
                        "Post comment"
                    );
                }
                catch (HttpRequestException problem)
                    when (problem.HttpRequestError
                            is HttpRequestError.ConnectionError
                                or HttpRequestError.ResponseEnded
                        || problem.InnerException is IOException
                    )
                {
                    return;
                }

                answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
                Acknowledged.Add($"{name}, word {n}");
            }
        }
    }

    /// <summary>A form of which the second half comes when it is told to.</summary>
    private sealed class HalfAForm : IDisposable
    {
        private readonly TcpClient line = new();
        private readonly byte[] rest;

        private HalfAForm(byte[] rest) => this.rest = rest;

        public static async Task<HalfAForm> Begin(Uri site, IHtmlDocument page)
        {
            var form = (IHtmlFormElement)page.QuerySelector("form#comment-form")!;
            var stamp = form.QuerySelector("[name='Input.Stamp']")!.GetAttribute("value")!;
            var body = Encoding.ASCII.GetBytes(
                $"Input.Stamp={Uri.EscapeDataString(stamp)}&Input.Name=Edith&Input.Text={Uri.EscapeDataString(Last)}"
            );
            var half = body.Length / 2;
            var begun = new HalfAForm(body[half..]);
            var head =
                $"POST {new Uri(form.Action).PathAndQuery} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n";
            byte[] first = [.. Encoding.ASCII.GetBytes(head), .. body[..half]];
            await begun.line.ConnectAsync(site.Host, site.Port);
            await begun.line.GetStream().WriteAsync(first);
            await Task.Delay(200);
            return begun;
        }

        public async Task<string> Finish()
        {
            await line.GetStream().WriteAsync(rest);
            using var reader = new StreamReader(line.GetStream());
            return await reader.ReadLineAsync() ?? "";
        }

        public void Dispose() => line.Dispose();
    }
}
