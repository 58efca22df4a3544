using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>F7: nothing of a blog appears under the name of somebody who has not shown that it is theirs.</summary>
public sealed class BlogProofTests : OwnBlog
{
    [Theory]
    [InlineData("<a rel='me' href='http://localhost:5023/@maria'>Me</a>", true)]
    [InlineData("<link rel='me' href='http://localhost:5023/@Maria/'>", true)]
    [InlineData("<a href='http://localhost:5023/@maria'>The course</a>", true)]
    [InlineData(
        "<a href='http://localhost:5023/@tom'>Tom</a> <a rel='me' href='http://localhost:5023/@maria'>Me</a>",
        true
    )]
    [InlineData("", false)]
    [InlineData("<a href='http://localhost:5023/@tom'>Tom</a>", false)]
    [InlineData(
        "<a rel='me' href='http://localhost:5023/@tom'>Me</a> <a href='http://localhost:5023/@maria'>M</a>",
        false
    )]
    [InlineData(
        "<a href='http://localhost:5023/@tom'>Tom</a> <a href='http://localhost:5023/@maria'>Maria</a>",
        false
    )]
    [InlineData("<a rel='nofollow ugc' href='http://localhost:5023/@maria'>Maria</a>", false)]
    [InlineData("<a rel='external nofollow' href='http://localhost:5023/@maria'>M</a>", false)]
    [InlineData("<!-- <a rel='me' href='http://localhost:5023/@maria'>Me</a> -->", false)]
    [InlineData("<a rel='me' href='http://localhost:5023/@maria/soup'>A post</a>", false)]
    [InlineData("<a rel='me' href='http://elsewhere.example/@maria'>Me</a>", false)]
    [InlineData("<a rel='meeting' href='http://localhost:5023/@tom'>x</a>", false)]
    public async Task F7_S8_6_a_blog_is_its_personas_when_its_first_page_says_so(
        string says,
        bool isProven
    )
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));

        await Followed(says);

        (await Kept()).IsProven.ShouldBe(isProven);
        (await Listed()).Count.ShouldBe(isProven ? 1 : 0);
    }

    [Fact]
    public async Task F7_what_waited_for_the_proof_is_listed_when_it_is_there()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var page = await Followed(says: "");
        Words(page).ShouldContain("Show that it is yours");
        Home(Mine);
        Site.Clock.Advance(TimeSpan.FromMinutes(1));

        var proven = await Press(page, "form#prove");

        proven.QuerySelector("#prove").ShouldBeNull();
        (await Listed()).ShouldBe(["Thing 12: soup"]);
    }

    [Fact]
    public async Task F7_the_word_that_only_its_owner_knows_proves_it()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var page = await Followed(says: "");
        var token = (await Kept()).Token;
        Words(page).ShouldContain(token);
        Home($"<p>{token}</p>");
        Site.Clock.Advance(TimeSpan.FromMinutes(1));

        await Press(page, "form#prove");

        (await Kept()).Proof.ShouldBe(BlogProof.Token);
    }

    [Theory]
    [InlineData("rel='me'", true)]
    [InlineData("", false)]
    public async Task F7_a_webmention_from_it_proves_it_when_its_page_says_me(
        string rel,
        bool isProven
    )
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed(says: "");
        var page = Blog.Page(
            "/hello",
            $"<p>I am <a {rel} href='http://localhost:5023/@maria'>there</a> too.</p>"
        );
        using var blog = Site.Visitor();

        using var answer = await blog.PostAsync(
            new Uri("/webmention", UriKind.Relative),
            new FormUrlEncodedContent([
                new("source", page.AbsoluteUri),
                new("target", "http://localhost:5023/@maria"),
            ])
        );
        await Site.RunJobsFor(30);

        (await Kept()).Proof.ShouldBe(isProven ? BlogProof.Webmention : BlogProof.None);
        (await Listed()).Count.ShouldBe(isProven ? 1 : 0);
    }

    [Fact]
    public async Task A_ping_from_a_proven_blog_is_shown_at_once_and_a_response_is_not_told_of_twice()
    {
        await Site.APost("Tom", "Stew", "Words.", 12);
        Publish(new BlogPost("/old", "Old"));
        await Followed();
        var page = Blog.Page(
            "/twelve",
            "<h1>Thing 12: soup</h1><p><a href='http://localhost:5023/@tom/stew'>Tom</a> on <a href='http://localhost:5023/things/12'>Thing 12</a></p>"
        );
        using var blog = Site.Visitor();
        foreach (var target in new[] { "@tom/stew", "things/12" })
        {
            await blog.PostAsync(
                new Uri("/webmention", UriKind.Relative),
                new FormUrlEncodedContent([
                    new("source", page.AbsoluteUri),
                    new("target", $"http://localhost:5023/{target}"),
                ])
            );
        }

        await Site.RunJobsFor(30);

        (await Listed()).ShouldContain("Thing 12: soup");
        (await blog.Page("/@tom/stew")).QuerySelectorAll(".tb").ShouldHaveSingleItem();
        (await blog.Page("/things/12")).QuerySelectorAll(".tb").ShouldBeEmpty();
    }

    [Fact]
    public async Task F7_the_feed_of_another_brings_nothing_in_ones_own_name()
    {
        await using var victim = await StrangersSite.Open();
        var feed = victim.Page(
            "/feed",
            $"<rss version='2.0'><channel><title>Theirs</title><link>{victim.Url("/")}</link><item><title>Thing 12: theirs</title><link>https://victim.example/twelve</link></item></channel></rss>",
            "text/xml"
        );
        Blog.Page("/", $"<link rel=alternate type='application/rss+xml' href='{feed}'>{Mine}");

        await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");

        (await Kept()).IsProven.ShouldBeTrue();
        (await Listed()).ShouldBeEmpty();
        (await Site.Read(db => db.BlogEntries.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task F7_who_has_proven_one_blog_cannot_take_the_feed_of_another()
    {
        await using var victim = await StrangersSite.Open();
        var feed = victim.Page(
            "/feed",
            $"<rss version='2.0'><channel><title>Theirs</title><link>{victim.Url("/")}</link><item><title>Thing 12: theirs</title><link>{victim.Url("/twelve")}</link></item></channel></rss>",
            "text/xml"
        );
        Publish(new BlogPost("/three", "Thing 3"));
        Blog.Page(
            "/",
            $"<link rel=alternate type='application/rss+xml' href='/feed'><link rel=alternate type='application/rss+xml' title='Other' href='{feed}'>{Mine}"
        );
        var page = await Press(await Search(Blog.Url("/").AbsoluteUri), "form#follow");
        (await Listed()).ShouldBe(["Thing 3"]);

        await Press(page, "form[action$=Feed]");
        await AnHourLater();

        (await Kept()).IsProven.ShouldBeFalse();
        (await Listed()).ShouldBe(["Thing 3"]);
    }

    [Fact]
    public async Task F7_who_has_proven_it_has_it_alone()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        using var tom = await Site.SignedInAs("Tom");

        var found = await Search(Blog.Url("/").AbsoluteUri, tom);

        Words(found).ShouldContain("already belongs to somebody on this course");
    }

    [Fact]
    public async Task F7_a_page_that_another_had_listed_goes_to_the_one_who_proves_it()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        using var tom = await Site.SignedInAs("Tom");
        using (
            var asked = await tom.Send(
                await tom.Page("/things/12/elsewhere"),
                "form#elsewhere",
                new { Input__Address = Blog.Url("/twelve").AbsoluteUri }
            )
        )
        {
            await Site.RunJobsFor(30);
            await tom.Send(await tom.Page(asked.Headers.Location!.OriginalString), "form#found");
        }

        (await Authors()).ShouldBe(["tom"]);
        Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await Followed();

        (await Authors()).ShouldBe(["maria"]);
        (await Site.Read(db => db.Posts.CountAsync(p => p.SourceUrl != null))).ShouldBe(1);
    }

    private Task<List<string>> Authors() =>
        Site.Read(db =>
            (
                from post in db.Posts
                join persona in db.Personas on post.Author equals persona.Id
                where post.State == Domain.Writing.PostState.Published
                select persona.Handle
            ).ToListAsync()
        );

    [Theory]
    [InlineData(Mine, true)]
    [InlineData("", false)]
    public async Task P2_8_a_proven_blog_stands_on_the_page_of_its_persona_as_me(
        string says,
        bool isThere
    )
    {
        Publish(new BlogPost("/soup", "Soup"));
        await Followed(says);

        using var visitor = Site.Visitor();
        var blogs = (await visitor.Page("/@maria")).QuerySelectorAll(".h-card a[rel~=me]");

        blogs
            .Select(b => (b.GetAttribute("href"), b.TextContent))
            .ShouldBe(isThere ? [(Blog.Url("/").AbsoluteUri, "Soup and systems")] : []);
    }
}
