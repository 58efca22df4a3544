using CpdCourse.Web.Hosting;

namespace CpdCourse.UnitTests.Web;

public sealed class KeptReadsTests : IDisposable
{
    private readonly Changes changes = new();
    private readonly KeptReads kept;
    private int asked;

    public KeptReadsTests() => kept = new KeptReads(changes, TimeProvider.System);

    public void Dispose() => kept.Dispose();

    [Fact]
    public async Task What_many_ask_at_one_moment_is_read_once()
    {
        var answer = new TaskCompletionSource<string?>();
        var all = Enumerable.Range(0, 10).Select(_ => Ask(answer.Task)).ToList();

        answer.SetResult("240 responses");

        (await Task.WhenAll(all)).ShouldAllBe(said => said == "240 responses");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Who_asks_after_a_save_does_not_get_what_was_asked_for_before_it()
    {
        var old = new TaskCompletionSource<string?>();
        var before = Ask(old.Task);
        changes.Note();

        (await Ask(Task.FromResult<string?>("241 responses"))).ShouldBe("241 responses");

        old.SetResult("240 responses");
        (await before).ShouldBe("240 responses");
        (await Ask(Task.FromResult<string?>("241 responses"))).ShouldBe("241 responses");
    }

    [Fact]
    public async Task Whoever_cannot_read_leaves_the_others_to_read_for_themselves()
    {
        var gone = new TaskCompletionSource<string?>();
        var first = Ask(gone.Task);
        var second = Ask(Task.FromResult<string?>("240 responses"));

        gone.SetException(new OperationCanceledException("The reader has left."));

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).ShouldBe("240 responses");
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_by_each()
    {
        var none = new TaskCompletionSource<string?>();
        var first = Ask(none.Task);
        var second = Ask(Task.FromResult<string?>(null));

        none.SetResult(null);

        (await first).ShouldBeNull();
        (await second).ShouldBeNull();
        asked.ShouldBe(2);
    }

    private async Task<string?> Ask(Task<string?> answer) =>
        await kept.Get(
            "count",
            () =>
            {
                Interlocked.Increment(ref asked);
                return answer;
            }
        );
}
