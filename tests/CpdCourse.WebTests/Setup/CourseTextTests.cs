using AngleSharp.Html.Parser;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Setup;

/// <summary>The texts that travel with the program.</summary>
[Collection(nameof(DemoSite))]
public sealed class CourseTextTests(DemoSite demo)
{
    // ux.md T2: words that shame.
    private static readonly string[] Unwelcome =
    [
        "overdue",
        "missed",
        "late",
        "behind",
        "failed",
        "streak",
    ];

    private readonly CourseSite site = demo.Site;

    [Fact]
    public async Task No_Thing_uses_a_word_that_shames()
    {
        var things = await site.Read(db =>
            db.Things.AsNoTracking().Include(t => t.Prompts).ToListAsync()
        );

        foreach (var thing in things)
        {
            string[] texts =
            [
                thing.Title,
                thing.Summary,
                thing.Introduction,
                .. thing.Actions,
                .. thing.Resources,
                .. thing.Prompts.SelectMany(p => p.Points.Prepend(p.Text)),
            ];
            texts
                .SelectMany(Words)
                .Intersect(Unwelcome, StringComparer.OrdinalIgnoreCase)
                .ShouldBeEmpty($"Thing {thing.Number}");
        }
    }

    [Fact]
    public async Task Every_local_link_of_the_demo_posts_leads_somewhere()
    {
        var posts = await site.Read(db =>
            db.Posts.Join(
                    db.Personas,
                    p => p.Author,
                    a => a.Id,
                    (p, a) =>
                        new
                        {
                            p.Id,
                            a.Handle,
                            p.Slug,
                            p.Rendered.Html,
                        }
                )
                .ToListAsync()
        );
        var comments = await site.Read(db =>
            db.Comments.Select(c => c.Rendered.Html).ToListAsync()
        );
        var known = posts
            .Select(p => $"/@{p.Handle}/{p.Slug}")
            .Concat(await site.Read(db => db.Personas.Select(p => $"/@{p.Handle}").ToListAsync()))
            .Concat(Enumerable.Range(1, 23).Select(n => $"/things/{n}"))
            .ToHashSet(StringComparer.Ordinal);

        var links = posts.Select(p => p.Html).Concat(comments).SelectMany(LocalLinks).ToList();

        links.Count.ShouldBeGreaterThan(100);
        links.Where(l => !known.Contains(l.Split('#')[0])).ShouldBeEmpty();
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', '\n', ',', '.', ';', ':', '?', '!', '(', ')', '*', '“', '”', '"', '-']);

    private static IEnumerable<string> LocalLinks(string html) =>
        new HtmlParser()
            .ParseDocument(html)
            .QuerySelectorAll("a[href^='/']")
            .Select(a => a.GetAttribute("href")!);
}
