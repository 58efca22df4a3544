using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
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
    public required MentionKind Kind { get; init; }
    public required string AuthorName { get; init; }
    public required string AuthorUrl { get; init; }

    /// <summary>The comment that a reply answers; null when it answers the post.</summary>
    public required Id<Comment>? Answers { get; init; }
    public required DateTimeOffset NoticedAt { get; init; }

    /// <summary>Handle and slug of the post of ours that links; null for a page elsewhere.</summary>
    public required string? Handle { get; init; }
    public required string? Slug { get; init; }

    /// <summary>What it is to the page it stands on, in microformats.</summary>
    public string Property =>
        Kind switch
        {
            MentionKind.Like => "u-like",
            MentionKind.Repost => "u-repost",
            MentionKind.Bookmark => "u-bookmark",
            _ => "u-comment",
        };

    /// <summary>True for one that the author of the post put aside; only they are shown it.</summary>
    public bool IsHidden { get; init; }

    public bool IsLocal => Protocol is Protocol.Local;

    public string Address =>
        Handle is not null && Slug is not null ? Addresses.Post(Handle, Slug) : SourceUrl;

    /// <summary>A name that a stranger chose stands beside the host it comes from, never instead of it.</summary>
    public string Source =>
        HasName ? $"{Site}, {SourceHost}"
        : AuthorName.Length > 0 ? $"{AuthorName}, {SourceHost}"
        : SourceHost;

    private bool HasName =>
        Site.Length > 0 && !string.Equals(Site, SourceHost, StringComparison.OrdinalIgnoreCase);
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
)
{
    /// <summary>False when a page that links here now is not listed, however it says so.</summary>
    public bool TakesAny => Ping is not null || Webmention is not null || TakesPingbacks;

    /// <summary>Of a post, the pages that answer it: they stand among its comments. Oldest first.</summary>
    public IReadOnlyList<MentionRow> Replies { get; init; } = [];
}

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
    private const int OfRow = 2_500;

    /// <summary>For a post's page. A post that not everybody may read, or that takes no more, advertises nothing.</summary>
    public async Task<MentionsView> OfPost(
        Id<Post> post,
        string handle,
        string slug,
        string title,
        bool isOpen,
        CancellationToken stop
    ) =>
        await kept.Get(
            ("mentions of", post, isOpen),
            async () =>
            {
                var all = await Rows(Shown.Where(m => m.Post == post), stop);
                var replies = all.Where(m => m.Kind is MentionKind.Reply).ToList();
                var address = Addresses.Post(handle, slug);
                return View([.. all.Except(replies)], "post", address, title, isOpen) with
                {
                    Replies = replies,
                };
            },
            _ => post,
            view => (view.Rows.Count + view.Replies.Count) * OfRow
        );

    /// <summary>For the author of a post: those that are listed, and those that the author put aside.</summary>
    public Task<IReadOnlyList<MentionRow>> ForAuthor(Id<Post> post, CancellationToken stop) =>
        Rows(
            db.Mentions.Where(m =>
                m.Post == post
                && (
                    m.State == Moderation.Shown
                    || (m.State == Moderation.Binned && m.HiddenByAuthor)
                )
            ),
            stop
        );

    /// <summary>For a Thing's page. A Thing that is not open yet advertises nothing.</summary>
    public async Task<MentionsView> OfThing(
        Id<Thing> thing,
        int number,
        string title,
        bool isOpen,
        CancellationToken stop
    ) =>
        await kept.Get(
            ("mentions of", thing, isOpen),
            async () =>
                View(
                    await Rows(
                        Shown.Where(m =>
                            m.Thing == thing
                            // A page that stands in the list of responses is not told of once more.
                            && !db
                                .Posts.ListedFor(onCourse: false)
                                .Any(p =>
                                    p.SourceUrl == m.SourceUrl
                                    && p.Responses.Any(r => r.Thing == thing)
                                )
                        ),
                        stop
                    ),
                    "Thing",
                    Addresses.Thing(number),
                    title,
                    isOpen
                ),
            _ => KeptReads.NoPost,
            view => view.Rows.Count * OfRow
        );

    /// <summary>For a persona's page. One that would rather not be found advertises nothing.</summary>
    public async Task<MentionsView> OfPersona(
        Id<Persona> persona,
        string handle,
        bool isListed,
        CancellationToken stop
    ) =>
        View(
            await Rows(Shown.Where(m => m.Persona == persona), stop),
            "page",
            Addresses.Persona(handle),
            "",
            isListed
        ) with
        {
            Ping = null,
            Advert = TrackbackRdf.Nothing,
        };

    private IQueryable<Mention> Shown => db.Mentions.Where(m => m.State == Moderation.Shown);

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
            where mention.VerifiedAt != null
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
                Kind = mention.Kind,
                AuthorName = mention.AuthorName,
                AuthorUrl = mention.AuthorUrl,
                Answers = mention.Answers,
                IsHidden = mention.State != Moderation.Shown,
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
