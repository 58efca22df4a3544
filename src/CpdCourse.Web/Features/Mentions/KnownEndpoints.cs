using CpdCourse.Linking.Fetching;
using Microsoft.Extensions.Caching.Memory;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Where pages want to be told, for as long as they have said that their answer stays true, a day at most: many posts of a week link to the same page. That a
/// page wants nothing is not kept: its owner may be mending just that. In memory, since after a restart a page is merely asked once more.
/// </summary>
internal sealed class KnownEndpoints(TimeProvider clock) : IDisposable
{
    private const int Most = 1_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Null when the page is to be asked.</summary>
    public Endpoint? Of(Uri page) =>
        kept.TryGetValue(page.AbsoluteUri, out Kept? known) && clock.GetUtcNow() < known!.Until
            ? known.Endpoint
            : null;

    public void Keep(Uri page, Endpoint endpoint, Fetched answer)
    {
        var now = clock.GetUtcNow();
        var fresh = answer.FreshFor(now);
        if (fresh > TimeSpan.Zero)
        {
            using var entry = kept.CreateEntry(page.AbsoluteUri);
            entry.Value = new Kept(endpoint, now + (fresh < Longest ? fresh : Longest));
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = Longest;
        }
    }

    public void Forget(Uri page) => kept.Remove(page.AbsoluteUri);

    public void Dispose() => kept.Dispose();

    private sealed record Kept(Endpoint Endpoint, DateTimeOffset Until);
}
