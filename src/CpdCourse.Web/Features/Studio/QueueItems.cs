using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Studio;

/// <summary>What kind of thing waits.</summary>
internal enum ItemKind
{
    Comment,
    Trackback,
    Report,
}

/// <summary>Something in the queue or in the bin.</summary>
internal abstract record QueueItem
{
    public required DateTimeOffset At { get; init; }

    public bool IsBinned { get; init; }

    /// <summary>When it got the words that it has; null for the first ones.</summary>
    public DateTimeOffset? WordsAt { get; init; }

    /// <summary>Travels with the form, so that nobody publishes words that were changed after they were read.</summary>
    public long Seen => WordsAt?.UtcTicks ?? 0;

    public abstract ItemKind Kind { get; }

    public abstract string Key { get; }

    /// <summary>As buttons and notices name it: "comment by Dilys".</summary>
    public abstract string Whose { get; }
}

internal sealed record CommentItem : QueueItem
{
    public required Id<Comment> Id { get; init; }
    public required string Name { get; init; }
    public required string? Handle { get; init; }
    public required string Site { get; init; }

    /// <summary>The address itself is shown to nobody; without one there is nothing to trust.</summary>
    public required bool HasMail { get; init; }
    public required string Html { get; init; }
    public required string PostTitle { get; init; }
    public required string PostHandle { get; init; }
    public required string PostSlug { get; init; }

    public override ItemKind Kind => ItemKind.Comment;

    public override string Key => Id.Value.ToString("N");

    public override string Whose => $"comment by {Name}";

    public SafeHtml Words => MarkupHosting.Shown(Html);

    public string PostAddress => Addresses.Post(PostHandle, PostSlug);
}

internal sealed record TrackbackItem : QueueItem
{
    public required Id<Mention> Id { get; init; }
    public required Protocol Protocol { get; init; }
    public required string SourceUrl { get; init; }
    public required string Host { get; init; }
    public required string Site { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required bool IsVerified { get; init; }
    public required string? Problem { get; init; }
    public required string? PostTitle { get; init; }
    public required string? PostHandle { get; init; }
    public required string? PostSlug { get; init; }
    public required int? ThingNumber { get; init; }
    public required string? ThingTitle { get; init; }

    public override ItemKind Kind => ItemKind.Trackback;

    public override string Key => Id.Value.ToString("N");

    // The host, not the name of the site: a sender chooses the name freely.
    public override string Whose => $"trackback from {Host}";

    public string How =>
        Protocol is Protocol.Local ? "link" : Protocol.ToString().ToLowerInvariant();

    public string Doubt => string.IsNullOrWhiteSpace(Problem) ? "Not looked at yet" : Problem;

    public string Target => PostTitle ?? $"Thing {ThingNumber}: {ThingTitle}";

    public string TargetAddress =>
        PostSlug is null
            ? Addresses.Thing(ThingNumber ?? 0)
            : Addresses.Post(PostHandle ?? "", PostSlug);
}

internal sealed record ReportItem : QueueItem
{
    public required Id<Report> Id { get; init; }
    public required string About { get; init; }
    public required ReportReason Reason { get; init; }
    public required string Words { get; init; }

    public override ItemKind Kind => ItemKind.Report;

    public override string Key => Id.Value.ToString("N");

    public override string Whose => $"report about {Subject}";

    public string Subject => About.Length > 0 ? About : "the site";

    public string Why =>
        Reason switch
        {
            ReportReason.Spam => "Advertising or a swindle",
            ReportReason.Unkind => "Hurts somebody",
            ReportReason.Private => "Tells what should stay private",
            _ => "Something else",
        };
}

internal static class QueueItems
{
    public static IQueryable<CommentItem> Items(this IQueryable<Comment> comments, CourseDb db) =>
        from comment in comments
        join post in db.Posts on comment.Post equals post.Id
        join owner in db.Personas on post.Author equals owner.Id
        join persona in db.Personas on comment.Author equals (Id<Persona>?)persona.Id into writers
        from writer in writers.DefaultIfEmpty()
        select new CommentItem
        {
            Id = comment.Id,
            At = comment.ClosedAt ?? comment.WrittenAt,
            IsBinned = comment.State == Moderation.Binned,
            WordsAt = comment.UpdatedAt,
            Name = writer == null ? comment.VisitorName : writer.Name,
            Handle = writer == null ? null : writer.Handle,
            Site = comment.VisitorSite,
            HasMail = comment.VisitorMail != "",
            Html = comment.Rendered.Html,
            PostTitle = post.Title,
            PostHandle = owner.Handle,
            PostSlug = post.Slug!,
        };

    public static IQueryable<TrackbackItem> Items(this IQueryable<Mention> mentions, CourseDb db) =>
        from mention in mentions
        from post in db.Posts.Where(p => p.Id == mention.Post).DefaultIfEmpty()
        from owner in db.Personas.Where(p => p.Id == post.Author).DefaultIfEmpty()
        from thing in db.Things.Where(t => t.Id == mention.Thing).DefaultIfEmpty()
        select new TrackbackItem
        {
            Id = mention.Id,
            At = mention.ClosedAt ?? mention.NoticedAt,
            IsBinned = mention.State == Moderation.Binned,
            WordsAt = mention.VerifiedAt,
            Protocol = mention.Protocol,
            SourceUrl = mention.SourceUrl,
            Host = mention.SourceHost,
            Site = mention.Site,
            Title = mention.Title,
            Excerpt = mention.Excerpt,
            IsVerified = mention.VerifiedAt != null,
            Problem = mention.Problem,
            PostTitle = post == null ? null : post.Title,
            PostHandle = owner == null ? null : owner.Handle,
            PostSlug = post == null ? null : post.Slug,
            ThingNumber = thing == null ? null : thing.Number,
            ThingTitle = thing == null ? null : thing.Title,
        };

    public static IQueryable<ReportItem> Items(this IQueryable<Report> reports) =>
        reports.Select(report => new ReportItem
        {
            Id = report.Id,
            At = report.ReportedAt,
            About = report.About,
            Reason = report.Reason,
            Words = report.Words,
        });
}
