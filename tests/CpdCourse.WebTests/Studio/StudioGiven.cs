using AngleSharp.Html.Dom;
using CpdCourse.Data;
using CpdCourse.Data.Jobs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Studio;

/// <summary>What moderators meet, made through the verbs that bring it about.</summary>
internal static class StudioGiven
{
    public static Task<Comment> AComment(
        this CourseSite site,
        Post on,
        CommentWriter writer,
        string text = "This is my calendar too.",
        bool known = false
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var post = await db.Posts.SingleAsync(p => p.Id == on.Id);
            var rendered = await services
                .GetRequiredService<Renderer>()
                .Comment(text, CancellationToken.None);
            var (comment, outcome) = Comment.Write(
                post.PlaceComment(),
                writer,
                new CommentWords(text, rendered.Kept()),
                known,
                site.Clock.Now
            );
            outcome.IsDone.ShouldBeTrue();
            db.Comments.Add(comment!);
            await db.SaveChangesAsync();
            return comment!;
        });

    /// <summary>Held, by a visitor called Dilys.</summary>
    public static async Task<Comment> FromDilys(
        this CourseSite site,
        string mail = "dilys@example.net",
        string text = "This is my calendar too."
    )
    {
        var post = await site.PostByMaria();
        return await site.AComment(post, new CommentWriter(null, "Dilys", mail), text);
    }

    public static async Task<Post> PostByMaria(this CourseSite site) =>
        await site.Read(db => db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Title == "Soup"))
        ?? await site.APost("Maria", "Soup", "A good week.", 12);

    public static Task<Mention> AMention(
        this CourseSite site,
        Post to,
        string source = "https://blog.example/2026/soup",
        bool verified = true,
        string? doubt = null,
        MentionWords? words = null
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var mention = Mention.Claim(
                new Uri(source),
                new MentionTarget(to.Id, null),
                Protocol.Trackback,
                words ?? new MentionWords("On soup", "I read Maria and cooked.", "A kitchen blog"),
                site.Clock.Now
            );
            if (verified)
            {
                mention.Confirm(new MentionWords(), trusted: false, site.Clock.Now);
            }

            if (doubt is not null)
            {
                mention.Doubt(doubt, site.Clock.Now);
            }

            db.Mentions.Add(mention);
            await db.SaveChangesAsync();
            return mention;
        });

    public static Task<Report> AReport(
        this CourseSite site,
        string about = "/@maria/soup#c3",
        string words = "This is an advertisement."
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var (report, _) = Report.File(about, ReportReason.Spam, words, site.Clock.Now);
            db.Reports.Add(report!);
            await db.SaveChangesAsync();
            return report!;
        });

    public static Task<Job> AParkedJob(
        this CourseSite site,
        string kind = nameof(SendLetter),
        string error = "550 mailbox <maria@example.org> is full"
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var job = new Job
            {
                Kind = kind,
                Payload =
                    """{"Letter":{"To":"maria@example.org","Subject":"Hello","Text":"Secret words"},"Key":"k"}""",
                CreatedAt = site.Clock.Now,
                DueAt = site.Clock.Now,
                ParkedAt = site.Clock.Now,
                Attempts = 5,
                LastError = error,
            };
            db.Jobs.Add(job);
            await db.SaveChangesAsync();
            return job;
        });

    public static Task<HttpClient> Organiser(this CourseSite site) =>
        site.SignedInAs("Wen", Role.Organiser);

    public static Task<HttpClient> Moderator(this CourseSite site) =>
        site.SignedInAs("Noor", Role.Moderator);

    public static Task<Moderation> StateOf(this CourseSite site, Id<Comment> id) =>
        site.Read(db => db.Comments.Where(c => c.Id == id).Select(c => c.State).SingleAsync());

    public static Task<Moderation> StateOf(this CourseSite site, Id<Mention> id) =>
        site.Read(db => db.Mentions.Where(m => m.Id == id).Select(m => m.State).SingleAsync());

    public static Task<int> Trusted(this CourseSite site) =>
        site.Read(db => db.TrustedSources.CountAsync());

    /// <summary>Presses a button in the form of an item and goes where the answer leads.</summary>
    public static async Task<IHtmlDocument> Press<T>(
        this HttpClient browser,
        IHtmlDocument queue,
        Id<T> item,
        string act
    ) => await browser.Follow(await browser.Send(queue, $"#item-{item.Value:N}", null, act));

    public static async Task<IHtmlDocument> Press<T>(
        this HttpClient browser,
        Id<T> item,
        string act,
        string address = "/studio/moderation"
    ) => await browser.Press(await browser.Page(address), item, act);

    public static async Task<IHtmlDocument> Follow(
        this HttpClient browser,
        HttpResponseMessage answer
    )
    {
        ((int)answer.StatusCode).ShouldBe(302, await answer.Content.ReadAsStringAsync());
        return await browser.Page(answer.Headers.Location!.ToString());
    }

    /// <summary>The text of an element in one line.</summary>
    public static string Says(this IHtmlDocument page, string selector) =>
        string.Join(
            ' ',
            (page.QuerySelector(selector)?.TextContent ?? "").Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
