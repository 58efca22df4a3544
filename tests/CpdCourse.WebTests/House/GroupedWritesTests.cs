using CpdCourse.Data;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>What several write at the same moment is kept at once, and stands or falls by itself.</summary>
public sealed class GroupedWritesTests : IAsyncLifetime
{
    private readonly CourseSite site = new();
    private readonly TaskCompletionSource first = new();
    private readonly List<Guid> transactions = [];
    private readonly List<int> found = [];

    private GroupedWrites Together => site.Services.GetRequiredService<GroupedWrites>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task What_comes_while_one_is_being_kept_is_kept_together()
    {
        var begun = await Begin("first");
        var others = Enumerable.Range(1, 5).Select(n => Note($"note {n}")).ToList();

        first.SetResult();
        await Task.WhenAll(others.Append(begun.Kept));

        transactions.Count.ShouldBe(6);
        transactions.Distinct().Count().ShouldBe(2);
        (await Kept()).ShouldBe(6);
    }

    [Fact]
    public async Task What_cannot_be_written_spoils_nothing_of_the_others()
    {
        await Note("taken");
        var begun = await Begin("first");
        var (one, clash, other) = (Note("one"), Note("taken"), Note("other"));

        first.SetResult();
        await Task.WhenAll(begun.Kept, one, other);

        (await Should.ThrowAsync<DbUpdateException>(clash)).IsSomebodyElses().ShouldBeTrue();
        (await Kept()).ShouldBe(4);
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_is_kept_once()
    {
        var begun = await Begin("first");
        var (one, again) = (Note("same"), Note("same"));

        first.SetResult();
        await Task.WhenAll(begun.Kept, one);

        await Should.ThrowAsync<DbUpdateException>(again);
        (await Kept()).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_told_before_it_is_kept()
    {
        var begun = await Begin("first");
        var second = Note("second");

        (begun.Kept.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        first.SetResult();
        await second;

        (await Kept()).ShouldBe(2);
    }

    [Fact]
    public async Task Who_writes_next_finds_nothing_of_what_was_written_or_failed_before()
    {
        await Note("one");
        await Should.ThrowAsync<DbUpdateException>(Note("one"));
        await Note("two");
        await Note("three");

        found.ShouldBe([0, 0, 0, 0]);
        (await Kept()).ShouldBe(3);
    }

    /// <summary>One that is being kept from now on, until the first may end.</summary>
    private async Task<Begun> Begin(string key)
    {
        var begun = new TaskCompletionSource();
        var kept = Note(
            key,
            () =>
            {
                begun.SetResult();
                return first.Task;
            }
        );
        await begun.Task;
        return new Begun(kept);
    }

    private Task<string> Note(string key, Func<Task>? before = null) =>
        Together.Write(
            key,
            async db =>
            {
                await (before?.Invoke() ?? Task.CompletedTask);
                found.Add(db.ChangeTracker.Entries().Count(e => e.Entity is SiteNote));
                transactions.Add(db.Database.CurrentTransaction!.TransactionId);
                db.SiteNotes.Add(new SiteNote { Key = "test:" + key, Value = key });
                return key;
            }
        );

    private Task<int> Kept() =>
        site.Read(db => db.SiteNotes.CountAsync(n => n.Key.StartsWith("test:")));

    private sealed record Begun(Task<string> Kept);
}
