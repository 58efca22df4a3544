using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace CpdCourse.UnitTests.Web;

public sealed class FormTurnsTests
{
    private readonly FormTurns turns = new();
    private readonly TaskCompletionSource end = new();
    private int begun;

    [Fact]
    public async Task One_more_than_are_worked_on_at_once_waits_until_another_is_done()
    {
        var first = Many(FormTurns.AtOnce);
        var next = turns.Take(new DefaultHttpContext(), Work);

        Assert.Equal(FormTurns.AtOnce, begun);
        end.SetResult();
        await Task.WhenAll([.. first, next]);
        Assert.Equal(FormTurns.AtOnce + 1, begun);
    }

    [Fact]
    public async Task Whoever_has_waited_for_a_second_goes_on_at_once()
    {
        var stuck = Many(FormTurns.AtOnce);

        await turns.Take(new DefaultHttpContext(), _ => Task.CompletedTask);

        Assert.All(stuck, task => Assert.False(task.IsCompleted));
        end.SetResult();
        await Task.WhenAll(stuck);
    }

    [Fact]
    public async Task A_form_that_fails_gives_its_turn_back()
    {
        for (var n = 0; n < 2 * FormTurns.AtOnce; n++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                turns.Take(new DefaultHttpContext(), _ => throw new InvalidOperationException())
            );
        }

        var all = Many(FormTurns.AtOnce);
        Assert.Equal(FormTurns.AtOnce, begun);
        end.SetResult();
        await Task.WhenAll(all);
    }

    private List<Task> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => turns.Take(new DefaultHttpContext(), Work))];

    private Task Work(HttpContext http)
    {
        begun++;
        return end.Task;
    }
}
