using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace CpdCourse.UnitTests.Web;

public sealed class RenderTurnsTests : IDisposable
{
    private static readonly string Long = new('x', 2_000);
    private readonly HttpContextAccessor http = new();
    private readonly RenderTurns turns;
    private readonly SemaphoreSlim go = new(0);
    private int running;
    private int most;

    public RenderTurnsTests() => turns = new RenderTurns(http);

    public void Dispose()
    {
        go.Dispose();
        turns.Dispose();
    }

    [Theory]
    [InlineData(new[] { 1, 1, 1 }, 1)]
    [InlineData(new[] { 1, 2, 3, 4 }, 2)]
    public async Task C4_one_long_text_at_a_time_for_each_person_and_two_for_the_machine(
        int[] people,
        int atOnce
    )
    {
        var texts = people.Select(person => Render(person, Long)).ToList();
        for (var i = 0; i < 200 && Volatile.Read(ref running) < atOnce; i++)
        {
            await Task.Delay(10);
        }

        await Task.Delay(50);
        go.Release(people.Length);
        await Task.WhenAll(texts);

        most.ShouldBe(atOnce);
    }

    [Fact]
    public async Task C4_a_short_text_waits_for_nobody()
    {
        var waiting = Render(1, Long);

        (await Take(1, new string('x', 1_999), () => "done")).ShouldBe("done");
        go.Release();
        await waiting;
    }

    [Fact]
    public async Task C4_a_person_with_five_long_texts_is_told_to_wait_and_nobody_else_is()
    {
        var texts = Enumerable.Range(0, 5).Select(_ => Render(1, Long)).ToList();

        await Should.ThrowAsync<TooManyTextsException>(() => Take(1, Long, () => "no"));
        (await Take(2, Long, () => "done")).ShouldBe("done");
        go.Release(5);
        await Task.WhenAll(texts);
    }

    private Task<bool> Render(int person, string text) =>
        Take(
            person,
            text,
            () =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(now);
                go.Wait();
                Interlocked.Decrement(ref running);
                return true;
            }
        );

    private void InterlockedMax(int now)
    {
        lock (go)
        {
            most = Math.Max(most, now);
        }
    }

    private async Task<T> Take<T>(int person, string text, Func<T> render)
    {
        http.HttpContext = new DefaultHttpContext();
        http.HttpContext.Connection.RemoteIpAddress = new System.Net.IPAddress(person);
        return await turns.Take(text, render, CancellationToken.None);
    }
}
