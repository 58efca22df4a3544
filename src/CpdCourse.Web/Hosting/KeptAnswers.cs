using System.Collections.Concurrent;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// Answers to questions about the whole course, such as the counts above a list of 20,000 posts: kept until something that readers see is saved, and at the
/// latest for some seconds (another node may have saved). An answer depends on who may see what: that is part of its key.
/// </summary>
internal sealed class KeptAnswers(Changes changes, TimeProvider clock)
{
    // Far more than any course has lists; keys name Things, categories and runs that exist.
    private const int Most = 5_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<object, Kept> kept = new();

    public async ValueTask<T> Get<T>(object key, Func<Task<T>> ask)
        where T : notnull
    {
        var before = changes.Count;
        if (
            kept.TryGetValue(key, out var known)
            && known.Changes == before
            && clock.GetElapsedTime(known.At) < Fresh
        )
        {
            return (T)known.Value;
        }

        var at = clock.GetTimestamp();
        var value = await ask();
        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        kept[key] = new Kept(value, before, at);
        return value;
    }

    private sealed record Kept(object Value, long Changes, long At);
}
