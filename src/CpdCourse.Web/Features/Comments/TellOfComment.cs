using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>
/// A comment can be seen: its post's author hears of it, and so do those whom it answers if they asked. Once, also when it is binned and brought back.
/// </summary>
internal sealed class TellOfComment(
    CourseDb db,
    CommentLetters letters,
    ToldNotes told,
    TimeProvider clock
) : IReaction<CommentAccepted>
{
    public async Task React(CommentAccepted happened, CancellationToken stop)
    {
        if (await told.WasTold(happened.Comment, stop))
        {
            return;
        }

        var comment = await db
            .Comments.AsNoTracking()
            .SingleOrDefaultAsync(
                c => c.Id == happened.Comment && c.State == Moderation.Shown,
                stop
            );
        var audience = await db
            .Posts.Where(p => comment != null && p.Id == comment.Post)
            .Where(p => p.State == PostState.Published)
            .Select(p => (Audience?)p.Audience)
            .SingleOrDefaultAsync(stop);
        if (comment is null || audience is null)
        {
            return;
        }

        foreach (var letter in await letters.About(comment, audience.Value, stop))
        {
            db.Post(letter, clock.GetUtcNow());
        }

        told.Note(happened.Comment);
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>
/// The letters about a comment. Here a persona is followed to the address of its account: for sending a letter to it and for nothing else.
/// </summary>
internal sealed class CommentLetters(CourseDb db, SiteSettings site, StopKeys stops)
{
    public async Task<IReadOnlyList<Letter>> About(
        Comment comment,
        Audience audience,
        CancellationToken stop
    )
    {
        var post = await CommentedPost.Of(db, comment.Post, stop);
        var answered = await Answered(comment, stop);
        var owners = await Owners(
            [post.Author, .. answered.Append(comment).Select(c => c.Author).OfType<Id<Persona>>()],
            stop
        );
        var name = comment.Author is { } author
            ? await db.Personas.Where(p => p.Id == author).Select(p => p.Name).SingleAsync(stop)
            : comment.VisitorName;

        var letters = new List<Letter>();
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            AddressOf(comment, owners, Audience.Everyone) ?? "",
        };
        foreach (var each in answered.Where(c => c.TellsReplies))
        {
            if (AddressOf(each, owners, audience) is { } reader && told.Add(reader))
            {
                letters.Add(Reply(reader, name, post, comment, each));
            }
        }

        if (owners.GetValueOrDefault(post.Author) is { } writer && told.Add(writer))
        {
            letters.Add(OnPost(writer, name, post, comment));
        }

        return letters;
    }

    /// <summary>The comment that this one answers, the one which that answers, and so on up to the post.</summary>
    private async Task<List<Comment>> Answered(Comment comment, CancellationToken stop)
    {
        var chain = new List<Comment>();
        for (var parent = comment.Parent; parent is { } id; )
        {
            var above = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == id, stop);
            chain.Add(above);
            parent = above.Parent;
        }

        return [.. chain.Where(c => c.State is Moderation.Shown)];
    }

    private async Task<Dictionary<Id<Persona>, string>> Owners(
        List<Id<Persona>> personas,
        CancellationToken stop
    )
    {
        var found = await (
            from owner in db.PersonaOwners
            join account in db.Users on owner.Account equals account.Id
            where personas.Contains(owner.Persona) && account.EmailConfirmed
            select new { owner.Persona, account.Email }
        ).ToListAsync(stop);
        return found.Where(o => o.Email is not null).ToDictionary(o => o.Persona, o => o.Email!);
    }

    // Nobody is told of what they cannot read.
    private static string? AddressOf(
        Comment comment,
        Dictionary<Id<Persona>, string> owners,
        Audience audience
    ) =>
        comment.Author is { } author
            ? audience is Audience.Everyone or Audience.Course
                ? owners.GetValueOrDefault(author)
                : null
            : comment.VisitorMail.Length > 0 && audience is Audience.Everyone
                ? comment.VisitorMail
                : null;

    private Letter OnPost(string to, string name, CommentedPost post, Comment comment) =>
        Compose(
            to,
            $"{name} commented on “{post.Title}”",
            $"{name} wrote under your post “{post.Title}”:",
            "You get this letter because you wrote that post.",
            post,
            comment
        );

    private Letter Reply(
        string to,
        string name,
        CommentedPost post,
        Comment comment,
        Comment answered
    ) =>
        Compose(
            to,
            $"{name} answered you under “{post.Title}”",
            $"{name} answered your comment under “{post.Title}”:",
            $"""
            You get this letter because somebody commented there with this address and asked to be told of replies.
            To get no more of them: {site.Absolute(stops.Address(answered.Id))}
            """,
            post,
            comment
        );

    private Letter Compose(
        string to,
        string subject,
        string beginning,
        string why,
        CommentedPost post,
        Comment comment
    )
    {
        var link = site.Absolute(Addresses.Comment(post.Handle, post.Slug, comment.Number))
            .ToString();
        var quoted = string.Join('\n', comment.Text.Split('\n').Select(line => $"> {line}"));
        var text = $"""
            {beginning}

            {quoted}

            Read it and answer: {link}

            {why}
            """;
        return new Letter(to, subject, text.ReplaceLineEndings("\n"), link);
    }
}
