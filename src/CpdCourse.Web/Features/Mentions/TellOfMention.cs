using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// Somebody links to a post, and it can be seen: the post's author hears of it, once. Not of links between posts of one account. Here a persona is
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
            || await News(happened.Mention).SingleOrDefaultAsync(stop) is not { } news
        )
        {
            return;
        }

        db.Post(Compose(news), clock.GetUtcNow());
        told.Note(happened.Mention);
        await db.SaveChangesAsync(stop);
    }

    private IQueryable<MentionNews> News(Id<Mention> id)
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
                Slug = post.Slug!,
                Who = mention.Source != null ? mention.Site : mention.SourceHost,
                Title = mention.Title,
                Excerpt = mention.Excerpt,
                Address = mention.SourceUrl,
            };
    }

    private Letter Compose(MentionNews news)
    {
        var link = site.Absolute($"{Addresses.Post(news.Handle, news.Slug)}#trackbacks").ToString();
        var text = $"""
            {news.Who} links to your post “{news.Post}”:

            > {news.Title}
            > {news.Excerpt}

            {news.Address}

            Your post: {link}

            You get this letter because you wrote that post.
            """;
        return new Letter(
            news.To,
            $"{news.Who} links to “{news.Post}”",
            text.ReplaceLineEndings("\n"),
            link
        );
    }
}

internal sealed record MentionNews
{
    public required string To { get; init; }
    public required string Post { get; init; }
    public required string Handle { get; init; }
    public required string Slug { get; init; }

    /// <summary>The author of a post of ours; of a page elsewhere its host, since its name was chosen by a stranger.</summary>
    public required string Who { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required string Address { get; init; }
}
