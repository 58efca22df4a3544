using System.Net;
using System.Xml.Linq;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Linking.Feeds;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Feeds;

/// <summary>The list of feeds for feed readers (protocols 6).</summary>
public sealed class BlogListTests
{
    [Fact]
    public async Task S6_16_everybody_who_is_listed_and_wrote_for_all_is_in_the_list()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A week.");
        await site.APost("Élise", "Bread", "A week.");
        await site.APost("Hidden", "Salt", "A week.");
        await site.Published("Tom", Planting.Typed(Planting.Course, Audience.Course));
        await site.APerson("Silent");
        await site.Change("hidden", (_, p) => p.Describe(p.Details(listed: false)));
        using var reader = site.Visitor();

        using var answer = await reader.GetAsync("/blogs.opml");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/x-opml; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        answer.Headers.ETag.ShouldNotBeNull();
        var list = OpmlReader.Read(await answer.Content.ReadAsByteArrayAsync())!;
        list.Blogs.Select(b => b.Title).ShouldBe(["Maria", "Élise"], ignoreOrder: true);
        var maria = list.Blogs.Single(b => b.Title == "Maria");
        maria.Feed!.AbsoluteUri.ShouldBe("http://localhost:5023/@maria/feed");
        maria.Page!.AbsoluteUri.ShouldBe("http://localhost:5023/@maria");
        foreach (var blog in list.Blogs)
        {
            (await reader.GetAsync(blog.Feed!.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task S6_16_people_stand_under_the_run_in_which_they_last_answered_the_newest_first()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A week.", 11);
        await site.APost("Tom", "Bread", "A week.", 12);
        await site.APost("Zoë", "Salt", "A week.", 12);
        await site.APost("Ada", "Tea", "No answer to anything.");
        site.Clock.Advance(TimeSpan.FromDays(1));
        var later = await site.APost("Maria", "More soup", "A week.", 12);
        await HoldAgain(site, new DateOnly(2026, 9, 7), later.Author, await Id(site, "Zoë"));

        var list = OpmlReader.Read(await site.Visitor().GetByteArrayAsync("/blogs.opml"))!;

        list.Blogs.Select(b => (b.Title, string.Join('/', b.Folders)))
            .ShouldBe([
                ("Maria", "Autumn run"),
                ("Zoë", "Autumn run"),
                ("Tom", "Spring run"),
                ("Ada", ""),
            ]);
    }

    [Fact]
    public async Task S6_16_a_list_without_anybody_is_a_list()
    {
        await using var site = new CourseSite();

        var opml = XDocument.Parse(await site.Visitor().GetStringAsync("/blogs.opml")).Root!;

        opml.Name.ShouldBe("opml");
        opml.Element("body")!.Elements().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_is_made_once_for_all_until_somebody_new_writes()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A week.");
        using var reader = site.Visitor();
        var first = await reader.GetAsync("/blogs.opml");

        (await SqlCommands.During(site, () => reader.GetAsync("/blogs.opml"))).ShouldBeEmpty();

        await site.APost("Tom", "Bread", "A week.");
        (await reader.GetStringAsync("/blogs.opml")).ShouldContain("@tom/feed");
        (await reader.GetAsync("/blogs.opml")).Headers.ETag.ShouldNotBe(first.Headers.ETag);
    }

    // Another run, in which these people gave all their answers to Thing 12.
    private static Task<int> HoldAgain(
        CourseSite site,
        DateOnly day,
        params Id<Persona>[] people
    ) =>
        site.Read(async db =>
        {
            var first = await db.Runs.SingleAsync();
            var table = new Timetable("Autumn run", day, first.Zone, first.OpensAt);
            var run = new Run(first.Course, table, [], new HashSet<int>());
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            var posts = db.Posts.Where(p => people.Contains(p.Author)).Select(p => p.Id);
            var thing = await db.Things.Where(t => t.Number == 12).Select(t => t.Id).SingleAsync();
            return await db
                .Responses.Where(r => r.Thing == thing && posts.Contains(r.Post))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Run, run.Id));
        });

    private static Task<Id<Persona>> Id(CourseSite site, string name) =>
        site.Read(db => db.Personas.Where(p => p.Name == name).Select(p => p.Id).SingleAsync());
}
