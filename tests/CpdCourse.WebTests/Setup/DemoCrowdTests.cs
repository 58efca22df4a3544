using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>The demo course with a crowd of five, loaded once.</summary>
public sealed class CrowdedSite : IAsyncLifetime
{
    public const int People = 5;

    public CourseSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Site.Clock.Advance(TimeSpan.FromDays(40));
        await Load(People);
    }

    public Task<string> Load(int people) =>
        Site.Within(async services =>
        {
            var console = new StringWriter();
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            await services
                .GetRequiredService<DemoCrowd>()
                .Load(people, new LoadingLine(console, rewrites: false), CancellationToken.None);
            return console.ToString();
        });

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public sealed class DemoCrowdTests(CrowdedSite crowded) : IClassFixture<CrowdedSite>
{
    private readonly CourseSite site = crowded.Site;

    [Fact]
    public async Task Each_of_them_publishes_twenty_responses_with_a_hundred_comments()
    {
        var posts = await Posts(site);

        posts
            .GroupBy(p => p.Handle, StringComparer.Ordinal)
            .ShouldAllBe(own => own.Count() == 20 && own.Sum(p => p.Comments.Count) == 100);
        posts.Select(p => p.Handle).Distinct(StringComparer.Ordinal).Count().ShouldBe(5);
        posts.ShouldAllBe(p => p.Responses == 1);
        posts.Average(p => p.Words).ShouldBeInRange(200, 450);
    }

    [Fact]
    public async Task Comments_are_numbered_without_a_gap_and_the_post_knows_the_last_number()
    {
        foreach (var post in await Posts(site))
        {
            post.Comments.Select(c => c.Number).ShouldBe(Enumerable.Range(1, post.LastComment));
        }
    }

    [Fact]
    public async Task Nothing_lies_in_the_future_or_before_what_it_answers()
    {
        var now = site.Clock.Now;
        (await site.Read(db => db.Posts.MaxAsync(p => p.ArrivedAt))).ShouldBeLessThan(now);
        (await site.Read(db => db.Comments.MaxAsync(c => c.WrittenAt))).ShouldBeLessThan(now);
        (
            await site.Read(db =>
                db.Comments.AnyAsync(c =>
                    db.Posts.Any(p => p.Id == c.Post && p.ArrivedAt > c.WrittenAt)
                )
            )
        ).ShouldBeFalse();
        (
            await site.Read(db =>
                db.Comments.AnyAsync(c =>
                    db.Comments.Any(p => p.Id == c.Parent && p.Number >= c.Number)
                )
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_post_and_comment_that_is_shown_can_be_found()
    {
        var posts = await site.Read(db =>
            db.Posts.CountAsync(p => p.State == PostState.Published && p.Audience != Audience.Me)
        );
        var comments = await site.Read(db =>
            db.Comments.CountAsync(c => c.State == Domain.Common.Moderation.Shown)
        );

        (await Found(nameof(Post))).ShouldBe(posts);
        (await Found(nameof(Comment))).ShouldBe(comments);

        using var visitor = site.Visitor();
        var one = (await Posts(site))[0];
        (await visitor.GetStringAsync($"/search?q={Uri.EscapeDataString(one.Name)}")).ShouldContain(
            $"@{one.Handle}"
        );
    }

    [Fact]
    public async Task Nobody_is_told_of_anything()
    {
        (await site.Read(db => db.Jobs.CountAsync(j => j.Name == null))).ShouldBe(0);
        await site.RunJobs();
        site.Mail.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Their_posts_can_be_read_and_they_can_sign_in()
    {
        var post = (await Posts(site)).MaxBy(p => p.LastComment)!;
        using var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add(
            "Cookie",
            await site.CookieOf($"{post.Handle}@example.org")
        );

        var page = await browser.GetStringAsync($"/@{post.Handle}/{post.Slug}");

        page.ShouldContain("id=\"c20\"");
        page.ShouldContain("You are writing as");
    }

    [Fact]
    public async Task The_same_is_loaded_every_time_and_more_can_be_added_to_it()
    {
        await using var other = new CrowdedSite();
        await other.InitializeAsync();

        var (here, there) = (await Posts(site), await Posts(other.Site));
        there.Select(p => p.Whole).ShouldBe(here.Select(p => p.Whole));
        (await other.Load(CrowdedSite.People)).ShouldBeEmpty();
        (await Posts(other.Site)).Count.ShouldBe(here.Count);

        (await other.Load(CrowdedSite.People + 1)).ShouldContain("People who write: 100 % of 6");
        (await Posts(other.Site)).Count.ShouldBe(here.Count + 20);
    }

    [Fact]
    public async Task A_course_that_is_not_the_demo_stays_as_it_is()
    {
        await using var real = new CourseSite();
        await real.APost("Maria", "Soup", "A good week.", 12);

        await real.Within(async services =>
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            await services
                .GetRequiredService<DemoCrowd>()
                .Load(5, new LoadingLine(TextWriter.Null, false), CancellationToken.None);
            return true;
        });

        (await real.Read(db => db.Posts.CountAsync())).ShouldBe(1);
        (await real.Read(db => db.Personas.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Texts_are_taken_into_the_search_many_at_once_as_one_by_one()
    {
        var words = SearchWords.Read("zirconium");
        var posts = await site.Read(db =>
            db.Posts.OrderBy(p => p.Number).Select(p => p.Id).Take(2).ToListAsync()
        );
        SearchText<Post>[] texts =
        [
            .. posts.Select(id => new SearchText<Post>(id, "A \"title\"", "zirconium\n'soup'")),
        ];

        var found = await site.Within(async services =>
        {
            var db = services.GetRequiredService<Data.CourseDb>();
            var search = services.GetRequiredService<ISearch>();
            await using var transaction = await db.Begin(CancellationToken.None);
            await search.Index(texts, CancellationToken.None);
            await search.Index(texts, CancellationToken.None);
            return await search.Find<Post>(words).Select(m => m.Key).ToListAsync();
        });

        found.ShouldBe(posts, ignoreOrder: true);
    }

    private Task<int> Found(string kind) =>
        site.Read(db =>
            (
                db is SqliteCourseDb
                    ? db.Database.SqlQuery<int>(
                        $"""
                        SELECT count(*) AS "Value" FROM "Search" JOIN "SearchEntries" AS e ON e."Entry" = "Search".rowid
                        WHERE e."Kind" = {kind} AND "Body" <> ''
                        """
                    )
                    : db.Database.SqlQuery<int>(
                        $"""SELECT CAST(count(*) AS int) AS "Value" FROM "Search" WHERE "Kind" = {kind} AND "Body" <> ''"""
                    )
            ).SingleAsync()
        );

    private static async Task<IReadOnlyList<Written>> Posts(CourseSite site)
    {
        var cast = (await DemoFiles.People(CancellationToken.None)).ConvertAll(p => p.Handle);
        return await site.Read(db =>
            db.Posts.Join(db.Personas, p => p.Author, a => a.Id, (p, a) => new { p, a })
                .Where(x => !cast.Contains(x.a.Handle))
                .OrderBy(x => x.p.Number)
                .Select(x => new Written(
                    x.a.Handle,
                    x.a.Name,
                    x.p.Slug!,
                    x.p.Rendered.Html,
                    x.p.Rendered.Words,
                    x.p.LastComment,
                    x.p.Responses.Count,
                    db.Comments.Where(c => c.Post == x.p.Id)
                        .OrderBy(c => c.Number)
                        .Select(c => new Said(c.Number, c.Rendered.Html))
                        .ToList()
                ))
                .ToListAsync()
        );
    }

    internal sealed record Said(int Number, string Html);

    internal sealed record Written(
        string Handle,
        string Name,
        string Slug,
        string Html,
        int Words,
        int LastComment,
        int Responses,
        List<Said> Comments
    )
    {
        public string Whole => $"{Handle} {Slug} {Html} {string.Join('|', Comments)}";
    }
}
