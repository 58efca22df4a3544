using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// What somebody of the crowd publishes, and what the others say to it: by the verbs of post and comment. Only what follows from them is short-cut: the texts are
/// taken into the search at once, and nobody is told of anything.
/// </summary>
internal sealed class CrowdPosts(CourseDb db, ISearch search, TimeProvider clock)
{
    /// <summary>Posts of each person.</summary>
    public const int Posts = 20;

    private const int Seed = 2323;

    // Some posts are talked about, some wait for their first comment: a hundred comments for twenty posts.
    private static readonly int[] Talk =
    [
        20,
        12,
        10,
        8,
        8,
        6,
        6,
        5,
        5,
        4,
        4,
        3,
        3,
        2,
        2,
        1,
        1,
        0,
        0,
        0,
    ];

    private static readonly string[] Visitors =
    [
        "A passing librarian",
        "Edith",
        "J. from Cork",
        "Former trainee",
        "Mirek",
        "Your neighbour",
    ];

    private readonly List<(Post Post, string Plain)> published = [];
    private readonly List<(Comment Comment, string Plain)> said = [];

    /// <param name="authors">Who writes now, by their places in the crowd.</param>
    /// <param name="crowd">Everybody, in order.</param>
    /// <param name="course">What there is to write about.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task Write(
        Range authors,
        Id<Persona>[] crowd,
        CrowdCourse course,
        CancellationToken stop
    )
    {
        db.AttachRange(course.Words.Categories);
        foreach (var (place, author) in crowd.Index().Take(authors))
        {
            await WriteAll(author, crowd, course, new Random(Seed + place), stop);
        }

        Forget(published.Select(p => p.Post));
        Forget(said.Select(s => s.Comment));
        await db.SaveChangesAsync(stop);
        await search.Index(
            [.. published.Select(p => new SearchText<Post>(p.Post.Id, p.Post.Title, p.Plain))],
            stop
        );
        await search.Index(
            [.. said.Select(s => new SearchText<Comment>(s.Comment.Id, "", s.Plain))],
            stop
        );
        published.Clear();
        said.Clear();
        db.ChangeTracker.Clear();
    }

    private async Task WriteAll(
        Id<Persona> author,
        Id<Persona>[] crowd,
        CrowdCourse course,
        Random random,
        CancellationToken stop
    )
    {
        var slugs = new HashSet<string>(StringComparer.Ordinal);
        int[] talk = [.. Talk];
        random.Shuffle(talk);
        for (var nth = 0; nth < Posts; nth++)
        {
            var opened = course.Opened[nth % course.Opened.Count];
            var texts = course.Words.Posts[opened.Thing];
            var text = texts[random.Next(texts.Count)];
            var post = Post.Begin(author, await db.NextNumber("post", stop), opened.At);
            var at = Between(opened.At, TimeSpan.FromDays(10), random);
            Done(post.SaveDraft(text.Draft, post.Version, at));
            Done(post.Publish(text.Publication with { Slug = Free(text, slugs) }, at));
            db.Posts.Add(post);
            published.Add((post, text.Plain));
            TalkAbout(post, talk[nth], crowd, course.Words.Remarks, random);
        }
    }

    private void TalkAbout(
        Post post,
        int count,
        Id<Persona>[] crowd,
        IReadOnlyList<CrowdRemark> remarks,
        Random random
    )
    {
        var moments = Enumerable
            .Range(0, count)
            .Select(_ => Between(post.ArrivedAt, TimeSpan.FromDays(6), random))
            .Order()
            .ToList();
        var thread = new List<Id<Comment>>();
        foreach (var at in moments)
        {
            var remark = remarks[random.Next(remarks.Count)];
            Id<Comment>? parent =
                thread.Count > 0 && random.Next(10) < 3 ? thread[random.Next(thread.Count)] : null;
            var reader = crowd[random.Next(crowd.Length)];
            var writer =
                random.Next(10) == 0
                    ? new CommentWriter(null, Visitors[random.Next(Visitors.Length)])
                    : new CommentWriter(reader);
            var words = new CommentWords(remark.Text, remark.Rendered, parent);
            var (comment, outcome) = Comment.Write(
                post.PlaceComment(),
                writer,
                words,
                known: true,
                at
            );
            Done(outcome);
            db.Comments.Add(comment!);
            said.Add((comment!, remark.Plain));
            thread.Add(comment!.Id);
        }
    }

    private DateTimeOffset Between(DateTimeOffset from, TimeSpan within, Random random)
    {
        var left = clock.GetUtcNow() - from;
        return from + ((left < within ? left : within) * random.NextDouble());
    }

    private static string Free(CrowdText text, HashSet<string> taken)
    {
        var slug = Text.Slug(text.Draft.Title);
        return Enumerable
            .Range(1, Posts)
            .Select(n => n == 1 ? slug : $"{slug}-{n.ToString(Say.Culture)}")
            .First(taken.Add);
    }

    // What is raised would become jobs: letters, and pings to other sites.
    private static void Forget(IEnumerable<Aggregate> written)
    {
        foreach (var each in written)
        {
            each.TakeEvents();
        }
    }

    private static void Done(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidDataException(refusal.Message);
        }
    }
}

/// <summary>What the crowd writes about, and with which words.</summary>
/// <param name="Words">Texts and remarks.</param>
/// <param name="Opened">Things that are open, and since when.</param>
internal sealed record CrowdCourse(
    CrowdWords Words,
    IReadOnlyList<(Id<Thing> Thing, DateTimeOffset At)> Opened
);
