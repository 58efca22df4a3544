using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Pages;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>What a feed brought.</summary>
/// <param name="Changed">Entries that are new, or other than before.</param>
/// <param name="Missing">Listed ones that stood in the feed and would still have to, and do not.</param>
/// <param name="Newest">When the newest was written; null when the feed is empty.</param>
/// <param name="Texts">The whole text of each that stands in the feed, as it is there; null where the feed does not give it.</param>
internal sealed record NotedEntries(
    IReadOnlyList<BlogEntry> Changed,
    IReadOnlyList<BlogEntry> Missing,
    DateTimeOffset? Newest,
    IReadOnlyDictionary<BlogEntry, string?> Texts
);

/// <summary>Keeps the entries of a blog as they stand there: the same address, else the same feed id, else the same words are the same post. The caller saves.</summary>
internal sealed class NoteEntries(
    CourseDb db,
    RecognisePost recognise,
    HeedHub hubs,
    TimeProvider clock
)
{
    public async Task<NotedEntries> From(Blog blog, ReadFeed feed, CancellationToken stop)
    {
        var known = await db.BlogEntries.Where(e => e.Blog == blog.Id).ToListAsync(stop);
        var isFirst = known.Count == 0 && !blog.IsFollowed;
        var changed = new List<BlogEntry>();
        var there = new Dictionary<BlogEntry, string?>();
        var addresses = feed
            .Entries.Where(e => e.Link is not null)
            .Select(e => Link.Canonical(e.Link!))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var read in feed.Entries)
        {
            if (await Seen(blog, read, stop) is not { } seen)
            {
                continue;
            }

            var entry = Same(
                known,
                seen,
                e => !there.ContainsKey(e) && !addresses.Contains(e.Source)
            );
            if (entry is null)
            {
                entry = BlogEntry.Find(blog.Id, seen, isFirst, clock.GetUtcNow());
                db.BlogEntries.Add(entry);
                known.Add(entry);
                changed.Add(entry);
            }
            else if (!there.ContainsKey(entry) && entry.See(seen, clock.GetUtcNow()))
            {
                changed.Add(entry);
            }

            there.TryAdd(entry, read.WholeHtml);
        }

        await hubs.Note(blog, feed, stop);
        return Noted(blog, feed, known, changed, there);
    }

    private static NotedEntries Noted(
        Blog blog,
        ReadFeed feed,
        List<BlogEntry> known,
        List<BlogEntry> changed,
        Dictionary<BlogEntry, string?> there
    )
    {
        if (there.Count > 0)
        {
            blog.NoteTexts(there.Values.Any(text => text is not null));
        }

        var seenNow = known.FindAll(there.ContainsKey);
        return new NotedEntries(
            changed,
            [.. Missing(known, seenNow, feed)],
            seenNow.Select(e => (DateTimeOffset?)e.WrittenAt).Max(),
            there
        );
    }

    /// <summary>Keeps one entry whose page was read.</summary>
    public async Task<BlogEntry> From(
        Blog blog,
        PostOnPage post,
        Uri address,
        CancellationToken stop
    )
    {
        var spellings = Link.Spellings(address);
        var known = await db
            .BlogEntries.Where(e => e.Blog == blog.Id && spellings.Contains(e.Source))
            .OrderBy(e => e.FoundAt)
            .FirstOrDefaultAsync(stop);
        var seen = await Seen(post, address, null, stop);
        if (known is null)
        {
            known = BlogEntry.Find(blog.Id, seen, isFromBefore: false, clock.GetUtcNow());
            db.BlogEntries.Add(known);
        }
        else
        {
            known.See(seen, clock.GetUtcNow());
        }

        return known;
    }

    // Null for what is no post of this blog.
    private async Task<SeenEntry?> Seen(Blog blog, ReadEntry read, CancellationToken stop)
    {
        if (PostInFeed.Read(read) is not { } post || !CanBeKept(blog, read))
        {
            return null;
        }

        // Where the beginning is shown, other words further down make no other post.
        var text = blog.ShowsWhole ? read.WholeHtml : null;
        return await Seen(post, read.Link!, PostInFeed.IdOf(read), stop, text);
    }

    private async Task<SeenEntry> Seen(
        PostOnPage post,
        Uri address,
        string? feedId,
        CancellationToken stop,
        string? text = null
    ) =>
        new(
            new ExternalPost(address, post.Title, post.Excerpt, post.WrittenAt),
            feedId,
            PostInFeed.MarkOf(post, text),
            await recognise.In(post, stop)
        );

    // Only a post that no longer stands where it stood can have moved.
    private static BlogEntry? Same(
        List<BlogEntry> known,
        SeenEntry seen,
        Predicate<BlogEntry> hasMoved
    )
    {
        var spellings = Link.Spellings(seen.Page.Source);
        return known.Find(e => e.Source == spellings[0])
            ?? known.Find(e => spellings.Contains(e.Source, StringComparer.Ordinal))
            ?? known.Find(e => e.FeedId == seen.FeedId && hasMoved(e))
            ?? known.Find(e => e.Mark == seen.Mark && hasMoved(e));
    }

    // Anybody can name the feed of another as theirs, and many a feed recommends pages elsewhere: a post of this blog stands on this blog.
    private static bool CanBeKept(Blog blog, ReadEntry read) =>
        blog.Holds(read.Link!)
        && Link.Canonical(read.Link!).Length <= Link.Limit
        && PostInFeed.IdOf(read).Length <= MostId;

    // A feed shows the newest: what is older than all of it has only scrolled off.
    private static IEnumerable<BlogEntry> Missing(
        List<BlogEntry> known,
        List<BlogEntry> there,
        ReadFeed feed
    )
    {
        if (!feed.IsWhole || there.Count == 0)
        {
            return [];
        }

        var oldest = there.Min(e => e.WrittenAt);
        return known.Where(e =>
            e.State is EntryState.Listed
            && e.FeedId is not null
            && e.WrittenAt > oldest
            && !there.Contains(e)
        );
    }

    private const int MostId = 1_000;
}
