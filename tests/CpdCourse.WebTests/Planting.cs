using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests;

/// <summary>Posts and comments with words that must not be seen, and those beside them that may.</summary>
internal static class Planting
{
    public const string Draft = "zebradraft";
    public const string Course = "quokkacourse";
    public const string Me = "narwhalme";
    public const string Withdrawn = "pangolingone";
    public const string Held = "ocelotheld";
    public const string Binned = "lemurbinned";
    public const string UnderCourse = "axolotltalk";

    /// <summary>Everything that a visitor must never meet.</summary>
    public static IReadOnlyList<string> Hidden { get; } =
    [Draft, Course, Me, Withdrawn, Held, Binned, UnderCourse];

    /// <summary>Maria writes one public post, "Soup", and one of each hidden kind; each hidden word is title, text, category and comment.</summary>
    public static async Task PlantHidden(this CourseSite site)
    {
        var soup = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.ADraft("Maria", Typed(Draft, Audience.Everyone));
        var course = await site.Published("Maria", Typed(Course, Audience.Course));
        await site.Published("Maria", Typed(Me, Audience.Me));
        var gone = await site.Published("Maria", Typed(Withdrawn, Audience.Everyone));
        await site.AComment(soup, "Tom", Held, known: false);
        await site.AComment(soup, "Tom", Binned, known: true, c => c.Bin(TestClock.Start));
        await site.AComment(course, "Tom", UnderCourse, known: true);
        await site.RunJobs();
        await site.Change(gone.Id, p => p.Withdraw(TestClock.Start));
    }

    public static Draft Typed(string word, Audience audience) =>
        new()
        {
            Title = word,
            Text = $"About {word} and more.",
            Things = [12],
            Categories = [word],
            Audience = audience,
        };

    public static async Task<Post> Published(this CourseSite site, string writer, Draft draft)
    {
        var post = await site.ADraft(writer, draft);
        await site.Within(s =>
            s.GetRequiredService<PublishPost>()
                .ByAuthor(post.Id, [post.Author], null, CancellationToken.None)
        );
        return await site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.Id == post.Id));
    }

    public static Task<int> AComment(
        this CourseSite site,
        Post post,
        string visitor,
        string text,
        bool known = true,
        Action<Comment>? then = null,
        Id<Persona>? persona = null
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var loaded = await db.Posts.SingleAsync(p => p.Id == post.Id);
            var rendered = await services
                .GetRequiredService<Web.Hosting.Renderer>()
                .Comment(text, CancellationToken.None);
            var (comment, outcome) = Comment.Write(
                loaded.PlaceComment(),
                new CommentWriter(persona, visitor),
                new CommentWords(text, Web.Hosting.MarkupHosting.Kept(rendered)),
                known,
                services.GetRequiredService<TimeProvider>().GetUtcNow()
            );
            outcome.Refusal.ShouldBeNull();
            then?.Invoke(comment!);
            db.Comments.Add(comment!);
            return await db.SaveChangesAsync();
        });

    public static Task<int> Change(this CourseSite site, Id<Post> id, Action<Post> change) =>
        site.Read(async db =>
        {
            change(await db.Posts.SingleAsync(p => p.Id == id));
            return await db.SaveChangesAsync();
        });

    public static Task<int> Change(
        this CourseSite site,
        string handle,
        Action<CourseDb, Persona> change
    ) =>
        site.Read(async db =>
        {
            change(db, await db.Personas.SingleAsync(p => p.Handle == handle));
            return await db.SaveChangesAsync();
        });

    public static PersonaDetails Details(
        this Persona persona,
        string? name = null,
        string words = "",
        string place = "",
        string sector = "",
        bool listed = true,
        bool strip = true
    ) => new(name ?? persona.Name, words, place, sector, listed, strip);

    /// <summary>A post on another site, as the follower of outside blogs notes it.</summary>
    public static Task<int> AnExternalPost(
        this CourseSite site,
        string handle,
        string source,
        string excerpt
    ) =>
        site.Read(async db =>
        {
            var author = await db.Personas.SingleAsync(p => p.Handle == handle);
            db.Posts.Add(
                Post.FromElsewhere(
                    author.Id,
                    await db.NextNumber("post", CancellationToken.None),
                    new ExternalPost(
                        new Uri(source),
                        "From my own blog",
                        excerpt,
                        TestClock.Start.AddDays(-9)
                    ),
                    new Publication
                    {
                        Slug = "from-my-own-blog",
                        Rendered = new Rendered($"<p>{excerpt}</p>", excerpt, 3, 1),
                    },
                    TestClock.Start
                )
            );
            return await db.SaveChangesAsync();
        });
}
