using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>
/// After a post was published, changed or taken back: notes each link of a public post to another site that was not there before, and asks for everything
/// that waits to be told. Sites that were sent a webmention hear of other words, and of a post that not everybody can read any more.
/// </summary>
internal sealed class NoteOutgoingLinks(
    CourseDb db,
    PostLinks links,
    LinkingSettings linking,
    SiteSettings site,
    TimeProvider clock
) : IReaction<PostPublished>, IReaction<PostChanged>, IReaction<PostWithdrawn>
{
    // Who sees a mistake right after publishing changes the post at once: other sites hear of both in one.
    private static readonly TimeSpan Gathered = TimeSpan.FromMinutes(1);

    public Task React(PostPublished happened, CancellationToken stop) => Note(happened.Post, stop);

    public Task React(PostChanged happened, CancellationToken stop) => Note(happened.Post, stop);

    public Task React(PostWithdrawn happened, CancellationToken stop) => Note(happened.Post, stop);

    private async Task Note(Id<Post> id, CancellationToken stop)
    {
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop);
        if (post is not { Origin: Origin.Here } || !linking.IsSending)
        {
            return;
        }

        var known = await db
            .OutgoingLinks.Where(l => l.Post == id && l.Comment == null)
            .ToListAsync(stop);
        TellOfChange(post, known);
        if (post.IsPublic)
        {
            await TellOfLinks(post, known, stop);
        }

        await db.SaveChangesAsync(stop);
    }

    private void TellOfChange(Post post, List<OutgoingLink> known)
    {
        var mark = PostMark.Of(post);
        foreach (var link in known.Where(l => l.KnowsOtherThan(mark)))
        {
            link.Again();
            db.Later<TellSite>(LinkToTell.Of(link), clock.GetUtcNow(), Gathered);
        }
    }

    private async Task TellOfLinks(Post post, List<OutgoingLink> known, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var linked = await links.Of(post, stop);
        foreach (
            var gone in known
                .Where(l => IsOpen(l) && !l.Typed && !linked.LeadsTo(l.Target))
                .ToList()
        )
        {
            // It was taken out of the text before anybody was told.
            db.OutgoingLinks.Remove(gone);
            known.Remove(gone);
        }

        foreach (var link in known.Where(l => IsOpen(l) && l.State is not Delivery.Unwanted))
        {
            Ask(link, linked, now);
        }

        foreach (var target in New(linked, known))
        {
            var link = new OutgoingLink(post.Id, target, typed: false, now);
            db.OutgoingLinks.Add(link);
            db.Later<TellSite>(LinkToTell.Of(link), now);
        }
    }

    private static bool IsOpen(OutgoingLink link) =>
        link.Told.Length == 0
        && (link.State is Delivery.Waiting or Delivery.Unwanted || link.Protocol is Protocol.Local);

    private void Ask(OutgoingLink link, LinksOfPost linked, DateTimeOffset now)
    {
        if (WebAddress.Read(link.Target) is not { } address)
        {
            link.Take(Delivery.Unreachable, null, "This is not a whole web address.", now);
        }
        else if (link.Typed && Elsewhere.IsOurs(address, site.Base))
        {
            TakeOwn(link, address, linked, now);
        }
        else
        {
            db.Later<TellSite>(LinkToTell.Of(link), now);
        }
    }

    // A trackback address of this very course, copied from another post: no request needed, but the text must link.
    private void TakeOwn(OutgoingLink link, Uri address, LinksOfPost linked, DateTimeOffset now)
    {
        var isLinked =
            LocalPage.OfTrackback(address, site.Base) is { } page && linked.Here.Contains(page);
        if (isLinked)
        {
            link.Take(Delivery.Accepted, Protocol.Local, "Listed there by itself.", now);
        }
        else
        {
            link.Take(
                Delivery.Refused,
                Protocol.Local,
                "This is a page of this course. Link to it in your text, and your post is listed there by itself.",
                now
            );
        }
    }

    private static IEnumerable<string> New(LinksOfPost linked, List<OutgoingLink> known) =>
        linked
            .Elsewhere.Take(OutgoingLink.PostLimit)
            .ExceptBy(
                known.Select(l => OutgoingLink.Page(l.Target)),
                OutgoingLink.Page,
                StringComparer.Ordinal
            )
            .Where(target => WebAddress.Read(target) is not null)
            .Take(Math.Max(0, OutgoingLink.PostLimit - known.Count));
}
