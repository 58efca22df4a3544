using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Somebody links to a post or to the page of a persona, and it can be seen: its author or owner hears of it, once. Not of links between posts of one account. Here a persona is
/// followed to the address of its account: for sending a letter to it and for nothing else.
/// </summary>
internal sealed class TellOfMention(
    CourseDb db,
    ToldNotes told,
    SiteSettings site,
    TimeProvider clock
) : IReaction<MentionConfirmed>
{
    public async Task React(MentionConfirmed happened, CancellationToken stop)
    {
        if (
            await told.WasTold(happened.Mention, stop)
            || await News(happened.Mention, stop) is not { } news
        )
        {
            return;
        }

        db.Post(Compose(news), clock.GetUtcNow());
        told.Note(happened.Mention);
        await db.SaveChangesAsync(stop);
    }

    private async Task<MentionNews?> News(Id<Mention> id, CancellationToken stop) =>
        await OfPost(id).SingleOrDefaultAsync(stop)
        ?? await OfPersona(id).SingleOrDefaultAsync(stop);

    private IQueryable<MentionNews> OfPost(Id<Mention> id)
    {
        var readable = db.Posts.ListedFor(onCourse: false);
        return from mention in db.Mentions
            where
                mention.Id == id
                && mention.State == Moderation.Shown
                && (mention.Source == null || readable.Any(p => p.Id == mention.Source))
            join post in readable on mention.Post equals (Id<Post>?)post.Id
            join persona in db.Personas on post.Author equals persona.Id
            join owner in db.PersonaOwners on persona.Id equals owner.Persona
            join account in db.Users on owner.Account equals account.Id
            where
                account.EmailConfirmed
                && account.Email != null
                && !db.Posts.Any(p =>
                    p.Id == mention.Source
                    && db.PersonaOwners.Any(o =>
                        o.Persona == p.Author && o.Account == owner.Account
                    )
                )
            select new MentionNews
            {
                To = account.Email!,
                Post = post.Title,
                Handle = persona.Handle,
                Slug = post.Slug,
                Mention = mention.Id,
                Kind = mention.Kind,
                Who = mention.Source != null ? mention.Site : mention.SourceHost,
                Title = mention.Title,
                Excerpt = mention.Excerpt,
                Address = mention.SourceUrl,
            };
    }

    private IQueryable<MentionNews> OfPersona(Id<Mention> id) =>
        from mention in db.Mentions
        where mention.Id == id && mention.State == Moderation.Shown
        join persona in db.Personas on mention.Persona equals (Id<Persona>?)persona.Id
        join owner in db.PersonaOwners on persona.Id equals owner.Persona
        join account in db.Users on owner.Account equals account.Id
        where persona.RetiredAt == null && account.EmailConfirmed && account.Email != null
        select new MentionNews
        {
            To = account.Email!,
            Post = null,
            Handle = persona.Handle,
            Slug = null,
            Mention = mention.Id,
            Kind = mention.Kind,
            Who = mention.SourceHost,
            Title = mention.Title,
            Excerpt = mention.Excerpt,
            Address = mention.SourceUrl,
        };

    private Letter Compose(MentionNews news)
    {
        var link = site.Absolute(news.Here).ToString();
        var text = $"""
            {news.Who} {news.Does} your {news.Page}:

            > {news.Title}
            > {news.Excerpt}

            {news.Address}

            Your {(news.Post is null ? "page" : "post")}: {link}

            You get this letter because {(
                news.Post is null ? "that page is yours" : "you wrote that post"
            )}.
            """;
        return new Letter(
            news.To,
            $"{news.Who} {news.Does} {(news.Post is { } post ? $"“{post}”" : "your page")}",
            text.ReplaceLineEndings("\n"),
            link
        );
    }
}

internal sealed record MentionNews
{
    public required string To { get; init; }

    /// <summary>Title of the post; null when it is about the page of a persona.</summary>
    public required string? Post { get; init; }
    public required string Handle { get; init; }
    public required string? Slug { get; init; }
    public required Id<Mention> Mention { get; init; }
    public required MentionKind Kind { get; init; }

    /// <summary>The author of a post of ours; of a page elsewhere its host, since its name was chosen by a stranger.</summary>
    public required string Who { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required string Address { get; init; }

    private bool IsReply => Kind is MentionKind.Reply && Slug is not null;

    public string Does => IsReply ? "replies to" : "links to";

    public string Page => Post is null ? "page" : $"post “{Post}”";

    /// <summary>Where it is to be seen here.</summary>
    public string Here =>
        Slug is null ? $"{Addresses.Persona(Handle)}#trackbacks"
        : IsReply ? Addresses.Reply(Handle, Slug, Mention.Value)
        : $"{Addresses.Post(Handle, Slug)}#trackbacks";
}
