using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>One response, however it arrives: by feed, webmention, pingback, trackback and pasted address, in whatever order and more than once.</summary>
public sealed class OneResponseTests : OwnBlog
{
    private const string Target = "http://localhost:5023/things/12";

    private static readonly string[] Ways =
    [
        "feed",
        "webmention",
        "pingback",
        "trackback",
        "pasted",
    ];

    // A thousand arrivals in no time.
    protected override IEnumerable<(string, string)> Settings =>
        [("Limits:WritesPerMinute", "100000"), ("Limits:PingsPerTenMinutes", "100000")];

    [Theory]
    [InlineData("feed")]
    [InlineData("webmention")]
    [InlineData("pingback")]
    [InlineData("trackback")]
    [InlineData("pasted")]
    public async Task In_all_orders_that_begin_with_this_way_it_is_one_post(string first)
    {
        Feed(new BlogPost("/about", "About"));
        await Followed();
        foreach (
            var order in Orders([.. Ways.Where(w => w != first)])
                .Select(rest => rest.Prepend(first))
        )
        {
            await Play([.. order]);
        }
    }

    private async Task Play(string[] order)
    {
        var name = string.Join('-', order);
        var path = $"/{name}";
        foreach (var way in order)
        {
            await Arrive(way, path, "Thing 12: as written");
        }

        foreach (var way in order)
        {
            await Arrive(way, path, "Thing 12: as mended");
        }

        var source = Blog.Url(path).AbsoluteUri;
        var posts = await Site.Read(db =>
            db.Posts.Include(p => p.Responses).Where(p => p.SourceUrl == source).ToListAsync()
        );
        var post = posts.ShouldHaveSingleItem(name);
        post.State.ShouldBe(PostState.Published, name);
        post.Responses.Count.ShouldBe(1, name);
        post.Title.ShouldBe("Thing 12: as mended", name);
        var author = await Site.Read(db =>
            db.Personas.Where(p => p.Id == post.Author).Select(p => p.Handle).SingleAsync()
        );
        author.ShouldBe("maria", name);
        (await Site.Read(db => db.Mentions.CountAsync(m => m.SourceUrl == source))).ShouldBe(
            1,
            name
        );
    }

    private async Task Arrive(string way, string path, string title)
    {
        Site.Clock.Advance(TimeSpan.FromMinutes(11));
        var page = Blog.Page(
            path,
            $"<!doctype html><title>{title}</title><h1>{title}</h1><p>It answers <a href=\"{Target}\">this</a>.</p>"
        );
        using var stranger = Site.Visitor();
        switch (way)
        {
            case "feed":
                Feed(new BlogPost(path, title, "It answers this."));
                Site.Clock.Advance(TimeSpan.FromHours(1));
                await Site.RunRecurring();
                break;
            case "webmention":
                await stranger.PostAsync(
                    new Uri("/webmention", UriKind.Relative),
                    new FormUrlEncodedContent([
                        new("source", page.AbsoluteUri),
                        new("target", Target),
                    ])
                );
                break;
            case "pingback":
                await stranger.CallPingback(Pingbacks.Call(page.AbsoluteUri, Target));
                break;
            case "trackback":
                await stranger.Ping("/things/12/trackback", page, title);
                break;
            default:
                await Paste(page);
                break;
        }

        await Site.RunJobsFor(5);
    }

    private async Task Paste(Uri page)
    {
        // Months go by in this test, and no sign-in lasts so long.
        using var maria = await Site.SignedInAs("Maria");
        using var asked = await maria.Send(
            await maria.Page("/things/12/elsewhere"),
            "form#elsewhere",
            new { Input__Address = page.AbsoluteUri }
        );
        asked.StatusCode.ShouldBe(HttpStatusCode.Found);
        await Site.RunJobsFor(5);
        using var listed = await maria.Send(
            await maria.Page(asked.Headers.Location!.OriginalString),
            "form#found"
        );
    }

    private static IEnumerable<IEnumerable<string>> Orders(IReadOnlyList<string> ways) =>
        ways.Count == 0
            ?
            [
                [],
            ]
            : ways.SelectMany(way =>
                Orders([.. ways.Where(w => w != way)]).Select(o => o.Prepend(way))
            );
}
