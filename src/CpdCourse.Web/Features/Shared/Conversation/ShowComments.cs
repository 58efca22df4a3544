using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>What a page shows of comments to whoever is asking.</summary>
internal sealed class ShowComments(
    CourseDb db,
    CurrentPersona me,
    ReadThread thread,
    FormStamps stamps,
    TimeProvider clock
)
{
    /// <summary>For the page of a post that this reader may see: thread and form. <paramref name="reply"/> is the number in <c>?reply=31</c>.</summary>
    public async Task<CommentsView> Under(CommentedPost post, string? reply, CancellationToken stop)
    {
        var comments = await thread.Under(post, stop);
        var form = await Form(post, new CommentInput { TellReplies = true }, stop);
        form = form with { Answers = comments.Answerable(Number(reply)) };
        return new CommentsView(comments, form, (await me.Mine(stop)).Contains(post.Author));
    }

    /// <summary>The form alone, with what was typed and whom it answers.</summary>
    public async Task<CommentForm> Again(
        CommentedPost post,
        CommentInput typed,
        CancellationToken stop
    )
    {
        var form = await Form(post, typed, stop);
        return Number(typed.Reply) is { } reply
            ? form with
            {
                Answers = (await thread.Under(post, stop)).Answerable(reply),
            }
            : form;
    }

    /// <summary>The number of a comment; null for anything else.</summary>
    public static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // A stamp that is still good is kept, so that mending a slip does not begin the wait again.
    private async Task<CommentForm> Form(
        CommentedPost post,
        CommentInput typed,
        CancellationToken stop
    )
    {
        var names = await Names(post, stop);
        var purpose = FormStamps.Comment(post.Id);
        var good = clock.GetUtcNow() - stamps.Read(purpose, typed.Stamp) < FormStamps.Lasts;
        return new CommentForm
        {
            Post = post,
            Input = good ? typed : typed with { Stamp = stamps.Issue(purpose) },
            Names = names,
            As = string.IsNullOrEmpty(typed.Persona)
                ? names.FirstOrDefault(n => n.Id == me.Id) ?? (names.Count > 0 ? names[0] : null)
                : names.FirstOrDefault(n => $"{n.Id}" == typed.Persona),
        };
    }

    private async Task<IReadOnlyList<CommentName>> Names(CommentedPost post, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return mine.Contains(post.Author)
                // One answers in the name it was written in: another persona there would tie the two together.
                ? [new CommentName(post.Author, post.AuthorName)]
            : mine.Count > 1
                ? await db
                    .Personas.Where(p => mine.Contains(p.Id))
                    .OrderBy(p => p.Name)
                    .Select(p => new CommentName(p.Id, p.Name))
                    .ToListAsync(stop)
            : me.IsSignedIn ? [new CommentName(me.Id, me.Name)]
            : [];
    }
}
