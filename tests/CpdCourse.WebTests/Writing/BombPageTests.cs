using System.Diagnostics;
using System.Net;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.Writing;

/// <summary>
/// Texts made to cost time, sent to the whole site while somebody else reads. An answer may take longer than its time where the machine gave us less than that
/// of its processor meanwhile: machines that build are busy.
/// </summary>
[Collection(nameof(BombPageTests))]
[CollectionDefinition(nameof(BombPageTests), DisableParallelization = true)]
public sealed class BombPageTests
{
    private const int PostLength = 50_000;
    private const int CommentLength = 10_000;
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Page = TimeSpan.FromMilliseconds(300);

    private static readonly string[] Bombs =
    [
        "[a](",
        "<div>",
        "- a\n",
        "> ",
        "**a ",
        "a|b\n-|-\n\n",
        "[^1]\n\n[^1]: a\n\n",
        "![",
        "`` ` ",
    ];

    [Fact]
    public async Task C4_a_text_made_to_cost_time_is_answered_in_time_and_readers_do_not_notice()
    {
        await using var site = new CourseSite(
            ("Limits:WritesPerMinute", "1000"),
            ("Limits:CommentsPerTenMinutes", "1000")
        );
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var writer = await site.SignedInAs("Tom");
        using var reader = await site.SignedInAs("Ann");
        using var visitor = site.Browser();
        var reading = new Reading(reader, ["/", "/things/12", "/responses", post.Address()]);
        await reading.Once();
        using var pause = new CancellationTokenSource();
        var read = reading.Until(pause.Token);

        var answers = new List<(string Bomb, TimeSpan Took)>();
        foreach (var bomb in Bombs)
        {
            var took = new Taking();
            var text = Repeat(bomb, PostLength);
            var published = await writer.Write(new { Input__Title = "T", Input__Text = text });
            answers.Add((bomb, took.Time));
            ShouldBeAnAnswer(published);

            took = new Taking();
            var said = new { Input__Text = Repeat(bomb, CommentLength), Input__Name = "Tom" };
            var commented = await visitor.Comment(site, post.Address(), said);
            answers.Add(("comment " + bomb, took.Time));
            ShouldBeAnAnswer(commented);
        }

        await pause.CancelAsync();
        await read;
        answers.ShouldAllBe(a => a.Took < Answer);
        reading.SlowestOf(0.95).ShouldBeLessThan(Page);
    }

    // Taken, or refused with a sentence; and not sent off to sign in.
    private static void ShouldBeAnAnswer(HttpResponseMessage answer)
    {
        ((int)answer.StatusCode).ShouldBeOneOf(302, 303, 400);
        answer.Headers.Location?.OriginalString.ShouldStartWith("/@");
    }

    private static string Repeat(string part, int length) =>
        string.Concat(Enumerable.Repeat(part, length / part.Length));

    private sealed class Taking
    {
        private readonly long began = Stopwatch.GetTimestamp();
        private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

        public TimeSpan Time
        {
            get
            {
                var wall = Stopwatch.GetElapsedTime(began);
                var given = Environment.CpuUsage.TotalTime - before;
                return wall < given ? wall : given;
            }
        }
    }

    /// <summary>Somebody who goes from page to page.</summary>
    private sealed class Reading(HttpClient reader, string[] pages)
    {
        private readonly List<TimeSpan> took = [];

        public async Task Once()
        {
            foreach (var page in pages)
            {
                using var answer = await reader.GetAsync(new Uri(page, UriKind.Relative));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }

        public async Task Until(CancellationToken stop)
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var before = Stopwatch.GetTimestamp();
                using var answer = await reader.GetAsync(
                    new Uri(pages[i % pages.Length], UriKind.Relative),
                    CancellationToken.None
                );
                took.Add(Stopwatch.GetElapsedTime(before));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                await Task.Delay(50, CancellationToken.None);
            }
        }

        public TimeSpan SlowestOf(double part)
        {
            took.Count.ShouldBeGreaterThan(20);
            took.Sort();
            return took[(int)(took.Count * part)];
        }
    }
}
