using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Whether somebody's words are shown at once. The known pass, strangers wait.</summary>
internal sealed class Acquaintance(
    CourseDb db,
    CurrentPersona me,
    OwnComments own,
    TimeProvider clock
)
{
    private const int FirstWeekLinks = 2;

    public async Task<bool> Knows(CommentWriter writer, int links, CancellationToken stop)
    {
        if (writer.Persona is null)
        {
            return await KnowsVisitor(writer, stop);
        }

        // An account whose address nobody has confirmed is a stranger with a password.
        return me.IsConfirmed
            && (
                links <= FirstWeekLinks
                || !await CommentLimits.IsNew(db, me, clock.GetUtcNow(), stop)
            );
    }

    /// <summary>Keeps in the visitor's browser that the comment is theirs.</summary>
    public void Remember(Comment comment)
    {
        if (comment.Author is null)
        {
            own.Add(comment.Id);
        }
    }

    // Anybody can type a trusted address. So trust belongs to the browser whose sealed cookie names a comment that an organiser published and whose
    // address they trusted, and only under the same name and address.
    private async Task<bool> KnowsVisitor(CommentWriter writer, CancellationToken stop)
    {
        if (own.Ids.Count == 0)
        {
            return false;
        }

        var ids = own.Ids;
        var name = Text.Line(writer.Name);
        var mail = Text.Line(writer.Mail).ToLowerInvariant();
        return await db.Comments.AnyAsync(
            c =>
                ids.Contains(c.Id)
                && c.Author == null
                && c.State == Moderation.Shown
                && c.VisitorName == name
                && c.VisitorMail != ""
                && (mail == "" || c.VisitorMail == mail)
                && db.TrustedSources.Any(t =>
                    t.Kind == SourceKind.Visitor && t.Value == c.VisitorMail
                ),
            stop
        );
    }
}
