using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// When something that readers see was last saved, counted in saves: what was worked out before is out of date. Words under a post are the most frequent
/// change by far, and show on the pages of that post and in lists alone; all else may show anywhere.
/// </summary>
public sealed class Changes
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Id<Post>, long> talks = new();
    private long last;
    private long course;
    private long lists;

    /// <summary>Asked before something is worked out, so that a save meanwhile is noticed.</summary>
    public long Now => Interlocked.Read(ref last);

    /// <summary>Whether what was worked out at <paramref name="since"/> is out of date.</summary>
    /// <param name="since">A former <see cref="Now"/>.</param>
    /// <param name="post">For what shows this post and its conversation alone; null for what shows many.</param>
    public bool Came(long since, Id<Post>? post = null) =>
        Interlocked.Read(ref course) > since
        || (post is { } one ? talks.GetValueOrDefault(one) : Interlocked.Read(ref lists)) > since;

    /// <summary>Tells what shows this post and its conversation alone from what showed it before a change.</summary>
    public long Version(Id<Post> post) =>
        Math.Max(Interlocked.Read(ref course), talks.GetValueOrDefault(post));

    /// <summary>Something has changed that may show anywhere.</summary>
    public void Note()
    {
        lock (gate)
        {
            course = ++last;
        }
    }

    /// <summary>Words under a post have changed.</summary>
    /// <param name="post">The post.</param>
    /// <param name="isShown">False when only their writer sees them there, as long as they are held.</param>
    public void NoteTalk(Id<Post> post, bool isShown)
    {
        lock (gate)
        {
            talks[post] = ++last;
            lists = isShown ? last : lists;
        }
    }
}

/// <summary>What a save is about to change for readers.</summary>
internal sealed class SeenChanges
{
    private static readonly string[] Unseen =
    [
        nameof(Post.Draft),
        nameof(Post.DraftSavedAt),
        nameof(Post.LastComment),
        nameof(Post.Version),
    ];

    // Of a blog that is read every hour, or as often as its hub tells.
    private static readonly string[] UnseenOfBlog =
    [
        nameof(Blog.ETag),
        nameof(Blog.Failures),
        nameof(Blog.GivesTexts),
        nameof(Blog.LastModified),
        nameof(Blog.LastPostAt),
        nameof(Blog.NextAt),
        nameof(Blog.Problem),
        nameof(Blog.ReadAt),
        nameof(Blog.TriedAt),
    ];

    private readonly Dictionary<Id<Post>, bool> talks = [];
    private bool isAnywhere;

    /// <summary>It may show anywhere.</summary>
    public bool IsAnywhere => isAnywhere;

    /// <summary>The posts under which words have changed, and whether others than their writer see them.</summary>
    public IReadOnlyDictionary<Id<Post>, bool> Talks => talks;

    /// <summary>Null when readers see nothing of it.</summary>
    public static SeenChanges? In(DbContext db)
    {
        var seen = new SeenChanges();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            {
                seen.Look(entry);
            }
        }

        return seen.isAnywhere || seen.talks.Count > 0 ? seen : null;
    }

    public void Note(Changes changes)
    {
        if (isAnywhere)
        {
            changes.Note();
            return;
        }

        foreach (var (post, isShown) in talks)
        {
            changes.NoteTalk(post, isShown);
        }
    }

    private void Look(EntityEntry entry)
    {
        if (entry.Entity is Comment comment)
        {
            talks[comment.Post] = talks.GetValueOrDefault(comment.Post) || IsShown(entry);
        }
        else if (entry.Entity is Mention { Post: { } post })
        {
            // Who is mentioned sees nothing of a claim before it is shown: a flood of them makes no page old.
            if (IsShown(entry))
            {
                talks[post] = true;
            }
        }
        else
        {
            isAnywhere |= IsSeen(entry);
        }
    }

    private static bool IsShown(EntityEntry entry)
    {
        var state = entry.Property(nameof(Comment.State));
        return state.CurrentValue is not Moderation.Held
            || (entry.State is not EntityState.Added && state.OriginalValue is not Moderation.Held);
    }

    private static bool IsSeen(EntityEntry entry) =>
        entry.Entity switch
        {
            Job or SiteNote or Revision or Report or OutgoingLink or TrustedSource => false,
            BlogEntry or Visit or ImportedLine or HubSubscription => false,
            Mention => IsShown(entry),
            Blog => !ChangesOnly(entry, UnseenOfBlog),
            Account or IdentityUserClaim<Guid> or IdentityUserToken<Guid> => false,
            Post post => !IsUnseen(entry, post),
            _ => true,
        };

    // The editor saves every few seconds, and none of it is shown before it is published.
    private static bool IsUnseen(EntityEntry entry, Post post) =>
        entry.State is EntityState.Added
            ? post.State is PostState.Draft
            : ChangesOnly(entry, Unseen);

    private static bool ChangesOnly(EntityEntry entry, string[] properties) =>
        entry.State is EntityState.Modified
        && !entry.ComplexProperties.Any(p => p.IsModified)
        && entry
            .Properties.Where(p => p.IsModified)
            .All(p => properties.Contains(p.Metadata.Name, StringComparer.Ordinal));
}

/// <summary>Notes each save of something that readers see; drafts, jobs and sign-ins are none of theirs.</summary>
internal sealed class ChangesNoted(Changes changes)
    : SaveWatch<SeenChanges>,
        IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<SeenChanges>> waiting = [];

    protected override SeenChanges? Look(DbContext db) => SeenChanges.In(db);

    protected override void Saved(DbContext db, SeenChanges seen)
    {
        seen.Note(changes);
        if (db.Database.CurrentTransaction is not null)
        {
            // Nobody else sees it before the transaction is through: whoever looked meanwhile saw what was there before.
            waiting.GetOrCreateValue(db).Add(seen);
        }
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } db && waiting.TryGetValue(db, out var all))
        {
            waiting.Remove(db);
            all.ForEach(seen => seen.Note(changes));
        }

        return Task.CompletedTask;
    }
}
