using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Setup;

/// <summary>What is said under the posts of the demo course, and the trackbacks that came in.</summary>
internal sealed class DemoTalk(CourseDb db, Renderer renderer)
{
    public async Task Add(
        Post post,
        DemoPost text,
        IReadOnlyDictionary<string, Id<Persona>> cast,
        CancellationToken stop
    )
    {
        var ids = new Dictionary<DemoComment, Id<Comment>>();
        foreach (var said in Flat(text.Comments, null, post.ArrivedAt).OrderBy(s => s.At))
        {
            var words = new CommentWords(
                said.Comment.Text,
                (await renderer.Comment(said.Comment.Text, stop)).Kept(),
                said.Parent is null ? null : ids[said.Parent]
            );
            var writer =
                said.Comment.By.Length > 0
                    ? new CommentWriter(cast[said.Comment.By])
                    : new CommentWriter(null, said.Comment.Visitor);
            var (comment, outcome) = Comment.Write(
                post.PlaceComment(),
                writer,
                words,
                known: !said.Comment.Held,
                said.At
            );
            db.Comments.Add(
                comment
                    ?? throw new InvalidDataException($"{text.File}: {outcome.Refusal?.Message}")
            );
            ids.Add(said.Comment, comment.Id);
        }

        foreach (var trackback in text.Trackbacks)
        {
            db.Mentions.Add(
                Claimed(trackback, post, post.ArrivedAt + DemoFiles.Span(trackback.After))
            );
        }
    }

    // In the order of their moments, so that numbers under a post rise with time.
    private static IEnumerable<(DemoComment Comment, DemoComment? Parent, DateTimeOffset At)> Flat(
        IEnumerable<DemoComment> comments,
        DemoComment? parent,
        DateTimeOffset from
    ) =>
        comments.SelectMany(comment =>
        {
            var at = from + DemoFiles.Span(comment.After);
            return Flat(comment.Replies, comment, at).Prepend((comment, parent, at));
        });

    // Nothing is fetched: in the demo the page that links is taken to have been read and to link here.
    private static Mention Claimed(DemoTrackback trackback, Post post, DateTimeOffset at)
    {
        var words = new MentionWords(trackback.Title, trackback.Excerpt, trackback.Site);
        var mention = Mention.Claim(
            new Uri(trackback.Url),
            new MentionTarget(post.Id, null),
            Protocol.Trackback,
            words,
            at
        );
        mention.Confirm(words, trusted: !trackback.Held, at + TimeSpan.FromMinutes(1));
        return mention;
    }
}
