using System.Collections.Concurrent;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using Microsoft.Extensions.Caching.Memory;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// What the database said to a question that many ask, such as the comments of a post, a page of a list or the count above it: kept until something that shows
/// there is saved, and at the latest for some seconds, because Things open by the clock and another node may have saved. An answer depends on who may see
/// what: that is part of its key.
/// </summary>
internal sealed class KeptReads(Changes changes, TimeProvider clock) : IDisposable
{
    // Some thousand posts with their conversations, or all counts there are.
    private const int Most = 24 * 1024 * 1024;
    private const int Overhead = 500;

    /// <summary>For an answer that holds nothing of any conversation.</summary>
    public static Id<Post> NoPost => default;

    /// <summary>How long anything that was worked out may be sent at most: Things open by the clock, "today" ends, and another node may not have told of a save.</summary>
    public static TimeSpan Fresh { get; } = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<object, Asked> asked = new();

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>For what is made of answers about one post: ask before them, and it is never taken for newer than they are.</summary>
    public long Version(Id<Post> post) => changes.Version(post);

    /// <summary>The answer as it is kept, or as it is read now, once for all who ask at one moment. Readers share it: it is not to be changed.</summary>
    /// <param name="key">Names the question, with all that the answer depends on; compared by value.</param>
    /// <param name="read">Asks the database. Null is not kept: what is not there is asked for without end.</param>
    /// <param name="about">The post, when of all conversations the answer holds only that of this one; null when it holds, or counts, many.</param>
    /// <param name="size">About how many bytes the answer takes, beside some hundred.</param>
    public async ValueTask<T> Get<T>(
        object key,
        Func<Task<T>> read,
        Func<T, Id<Post>>? about = null,
        Func<T, int>? size = null
    )
    {
        if (
            kept.TryGetValue(key, out Kept? known)
            && clock.GetElapsedTime(known!.At) < Fresh
            && !changes.Came(known.Since, known.About)
        )
        {
            return (T)known.Value;
        }

        if (
            asked.TryGetValue(key, out var other)
            && other.Since == changes.Now
            && await other.Answer.Task is T shared
        )
        {
            return shared;
        }

        var since = changes.Now;
        var at = clock.GetTimestamp();
        var value = await Ask(key, since, read);
        if (value is not null)
        {
            using var entry = kept.CreateEntry(key);
            entry.Value = new Kept(value, since, at, about?.Invoke(value));
            entry.Size = Overhead + (size?.Invoke(value) ?? 0);
            entry.AbsoluteExpirationRelativeToNow = Fresh;
        }

        return value;
    }

    // After a save, all who read a list want its count at one moment. Whoever fails leaves the others to ask for themselves.
    private async Task<T> Ask<T>(object key, long since, Func<Task<T>> read)
    {
        var mine = new Asked(since);
        asked[key] = mine;
        T? value = default;
        try
        {
            value = await read();
            return value;
        }
        finally
        {
            asked.TryRemove(new KeyValuePair<object, Asked>(key, mine));
            mine.Answer.SetResult(value);
        }
    }

    public void Dispose() => kept.Dispose();

    /// <summary>A question that somebody has put and that is not answered yet.</summary>
    private sealed class Asked(long since)
    {
        public long Since => since;

        /// <summary>Null when there is none, or it could not be read.</summary>
        public TaskCompletionSource<object?> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed record Kept(object Value, long Since, long At, Id<Post>? About);
}
