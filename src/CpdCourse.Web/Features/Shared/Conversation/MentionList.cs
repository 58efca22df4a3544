using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Trackback;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>A mention as it stands under a post or a Thing.</summary>
internal sealed record MentionRow
{
    public required Id<Mention> Id { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required string Site { get; init; }
    public required string SourceUrl { get; init; }
    public required string SourceHost { get; init; }
    public required Protocol Protocol { get; init; }
    public required DateTimeOffset NoticedAt { get; init; }

    /// <summary>Handle and slug of the post of ours that links; null for a page elsewhere.</summary>
    public required string? Handle { get; init; }
    public required string? Slug { get; init; }

    public bool IsLocal => Protocol is Protocol.Local;

    public string Address =>
        Handle is not null && Slug is not null ? Addresses.Post(Handle, Slug) : SourceUrl;

    /// <summary>A name that a stranger chose stands beside the host it comes from, never instead of it.</summary>
    public string Source =>
        Site.Length == 0 || string.Equals(Site, SourceHost, StringComparison.OrdinalIgnoreCase)
            ? SourceHost
            : $"{Site}, {SourceHost}";
}

/// <summary>What the partial _Mentions shows.</summary>
/// <param name="Rows">Oldest first.</param>
/// <param name="Noun">What they are about: "post" or "Thing".</param>
/// <param name="Ping">Where trackbacks are sent; null when none are taken here.</param>
/// <param name="Advert">The same for software; writes nothing when none are taken here.</param>
/// <param name="Webmention">The page's own address, to be told of links to it; null when no webmentions are taken here.</param>
/// <param name="TakesPingbacks">False when no pingbacks are taken here.</param>
internal sealed record MentionsView(
    IReadOnlyList<MentionRow> Rows,
    string Noun,
    Uri? Ping,
    TrackbackRdf Advert,
    Uri? Webmention,
    bool TakesPingbacks
);

/// <summary>Reads the mentions of a page in one query.</summary>
internal sealed class MentionList(
    CourseDb db,
    KeptReads kept,
    SiteSettings site,
    LinkingSettings linking
)
{
    // Far above what any page has had.
    private const int Most = 500;
    private const int OfRow = 1_500;

    /// <summary>For a post's page. A post that not everybody may read advertises nothing.</summary>
    public async Task<MentionsView> OfPost(
        Id<Post> post,
        string handle,
        string slug,
        string title,
        bool isPublic,
        CancellationToken stop
    ) =>
        await kept.Get(
            ("mentions of", post, isPublic),
            async () =>
                View(
                    await Rows(db.Mentions.Where(m => m.Post == post), stop),
                    "post",
                    Addresses.Post(handle, slug),
                    title,
                    isPublic
                ),
            _ => post,
            view => view.Rows.Count * OfRow
        );

    /// <summary>For a Thing's page. A Thing that is not open yet advertises nothing.</summary>
    public async Task<MentionsView> OfThing(
        Id<Thing> thing,
        int number,
        string title,
        bool isOpen,
        CancellationToken stop
    ) =>
        View(
            await Rows(db.Mentions.Where(m => m.Thing == thing), stop),
            "Thing",
            Addresses.Thing(number),
            title,
            isOpen
        );

    private MentionsView View(
        IReadOnlyList<MentionRow> rows,
        string noun,
        string address,
        string title,
        bool isPublic
    )
    {
        var page = site.Absolute(address);
        var webmention = isPublic && linking.Webmention.Receive ? page : null;
        var pingbacks = isPublic && linking.Pingback.Receive;
        if (!isPublic || !linking.Trackback.Receive)
        {
            return new MentionsView(rows, noun, null, TrackbackRdf.Nothing, webmention, pingbacks);
        }

        var ping = site.Absolute($"{address}/trackback");
        var advert = new TrackbackRdf(page, title, ping);
        return new MentionsView(rows, noun, ping, advert, webmention, pingbacks);
    }

    // A post of ours is asked for its state now: until the job that withdraws its mentions has run, a post just hidden must not be seen here.
    private async Task<IReadOnlyList<MentionRow>> Rows(
        IQueryable<Mention> mentions,
        CancellationToken stop
    ) =>
        await (
            from mention in mentions
            where mention.State == Moderation.Shown && mention.VerifiedAt != null
            join post in db.Posts.ListedFor(onCourse: false)
                on mention.Source equals (Id<Post>?)post.Id
                into posts
            from source in posts.DefaultIfEmpty()
            join persona in db.Personas on source.Author equals persona.Id into personas
            from author in personas.DefaultIfEmpty()
            where mention.Source == null || source != null
            orderby mention.NoticedAt
            select new MentionRow
            {
                Id = mention.Id,
                Title = mention.Title,
                Excerpt = mention.Excerpt,
                Site = author != null ? author.Name : mention.Site,
                SourceUrl = mention.SourceUrl,
                SourceHost = mention.SourceHost,
                Protocol = mention.Protocol,
                NoticedAt = mention.NoticedAt,
                Handle = author != null ? author.Handle : null,
                Slug = source != null ? source.Slug : null,
            }
        )
            .Take(Most)
            .ToListAsync(stop);
}

/// <summary>The RDF block that tells other blogs' software where to send a trackback; written by Linking, which escapes every part of it.</summary>
internal sealed class TrackbackRdf : IHtmlContent
{
    private readonly string comment;

    public TrackbackRdf(Uri permalink, string title, Uri ping) =>
        comment = TrackbackAdvert.Rdf(permalink, title, ping);

    private TrackbackRdf() => comment = "";

    public static TrackbackRdf Nothing { get; } = new();

    public void WriteTo(TextWriter writer, System.Text.Encodings.Web.HtmlEncoder encoder) =>
        writer.Write(comment);
}
