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
    public required MentionKind MentionKind { get; init; }

    /// <summary>Who wrote a reply, by its own account; empty when it does not say.</summary>
    public required string Author { get; init; }
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
    public required string? Persona { get; init; }
    public required string? PersonaHandle { get; init; }

    public override ItemKind Kind => ItemKind.Trackback;

    public override string Key => Id.Value.ToString("N");

    // The host, not the name of the site: a sender chooses the name freely.
    public override string Whose => $"trackback from {Host}";

    /// <summary>Shown among the comments once it is published, and not among the trackbacks.</summary>
    public bool IsReply => MentionKind is MentionKind.Reply && PostSlug is not null;

    // A name that a stranger chose stands beside the host it comes from, never instead of it.
    public string Who =>
        IsReply && Author.Length > 0 ? $"{Author}, {Host}"
        : Site.Length > 0 ? Site
        : Host;

    public string How =>
        Protocol is Protocol.Local ? "link"
        : IsReply ? $"reply by {Protocol.ToString().ToLowerInvariant()}"
        : Protocol.ToString().ToLowerInvariant();

    public string Doubt => string.IsNullOrWhiteSpace(Problem) ? "Not looked at yet" : Problem;

    public string Target =>
        PostTitle
        ?? (Persona is null ? $"Thing {ThingNumber}: {ThingTitle}" : $"the page of {Persona}");

    public string TargetAddress =>
        PostSlug is not null ? Addresses.Post(PostHandle ?? "", PostSlug)
        : PersonaHandle is not null ? Addresses.Persona(PersonaHandle)
        : Addresses.Thing(ThingNumber ?? 0);
}

/// <summary>Several trackbacks from one site, as one item: so nobody can bury what others wait for.</summary>
internal sealed record SiteItem : QueueItem
{
    /// <summary>So many from one site stand in the queue as one item.</summary>
    public const int Many = 4;

    public required string Host { get; init; }
    public required int Count { get; init; }
    public required int Verified { get; init; }

    /// <summary>One of their titles.</summary>
    public required string Title { get; init; }

    public override ItemKind Kind => ItemKind.Trackback;

    public override string Key => Host;

    public override string Whose => $"{Count} trackbacks from {Host}";
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
        from persona in db.Personas.Where(p => p.Id == mention.Persona).DefaultIfEmpty()
        select new TrackbackItem
        {
            Id = mention.Id,
            At = mention.ClosedAt ?? mention.NoticedAt,
            IsBinned = mention.State == Moderation.Binned,
            WordsAt = mention.VerifiedAt,
            Protocol = mention.Protocol,
            MentionKind = mention.Kind,
            Author = mention.AuthorName,
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
            Persona = persona == null ? null : persona.Name,
            PersonaHandle = persona == null ? null : persona.Handle,
        };

    /// <summary>The sites from which many wait.</summary>
    public static IQueryable<SiteItem> Sites(this IQueryable<Mention> mentions) =>
        mentions
            .GroupBy(m => m.SourceHost)
            .Where(g => g.Count() >= SiteItem.Many)
            .Select(g => new SiteItem
            {
                Host = g.Key,
                At = g.Min(m => m.NoticedAt),
                Count = g.Count(),
                Verified = g.Count(m => m.VerifiedAt != null),
                Title = g.Max(m => m.Title)!,
            });

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
