using System.Net;
using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>"Write anywhere": one address, and what one writes there is listed here.</summary>
public sealed class OwnBlogTests : OwnBlog
{
    [Fact]
    public async Task A_blog_is_found_shown_and_then_followed()
    {
        Publish(
            new("/soup", "Soup"),
            new("/twelve", "Thing 12: social media and I"),
            new("/three", "My thing three")
        );

        var found = await Search(Home(Mine).AbsoluteUri);

        found.QuerySelector("h1")!.TextContent.ShouldBe("Is this your blog?");
        Words(found).ShouldContain("Soup and systems");
        Words(found).ShouldContain("Thing 12: from its title");
        Words(found).ShouldContain("No Thing recognised");
        found.QuerySelector("#prove").ShouldBeNull();
        (await Listed()).ShouldBeEmpty();

        await Press(found, "form#follow");

        (await Listed()).ShouldBe(
            ["Thing 12: social media and I", "My thing three"],
            ignoreOrder: true
        );
        using var visitor = Site.Visitor();
        (await visitor.Page("/things/12"))
            .QuerySelector(".posts")!
            .TextContent.ShouldContain("social media and I");
    }

    [Theory]
    [InlineData("/soup")]
    [InlineData("/feed")]
    public async Task Any_address_of_it_will_do(string path)
    {
        Home(Mine);
        Publish(new BlogPost("/soup", "Thing 12: soup"));
        Blog.Page(
            "/soup",
            "<link rel=alternate type='application/rss+xml' href='/feed'><h1>Thing 12: soup</h1>"
        );

        var found = await Search(Blog.Url(path).AbsoluteUri);

        Words(found).ShouldContain("Thing 12: from its title");
        (await Kept()).Home.ShouldBe(Blog.Url("/").AbsoluteUri);
        (await Kept()).Proof.ShouldBe(BlogProof.Link);
    }

    [Fact]
    public async Task Where_a_page_names_no_feed_the_usual_places_are_tried()
    {
        Blog.Page("/", "<meta name=generator content='Hugo 0.1'><h1>Soup</h1>");
        Publish(new BlogPost("/soup", "Thing 12: soup"));
        Blog.Page(
            "/index.xml",
            $"<rss version='2.0'><channel><title>S</title><link>{Blog.Url("/")}</link><item><title>Thing 5</title><link>{Blog.Url("/5")}</link></item></channel></rss>",
            "text/xml"
        );

        var found = await Search(Blog.Url("/").AbsoluteUri);

        Words(found).ShouldContain("Thing 5: from its title");
    }

    [Fact]
    public async Task A_guess_is_listed_only_when_its_writer_says_so()
    {
        Publish(new BlogPost("/guess", "12 things I learned"));
        var page = await Followed();
        (await Listed()).ShouldBeEmpty();

        var answered = await Press(
            page,
            "form[id^=answer]",
            fields: new { thing = "12" },
            button: "List it"
        );

        (await Listed()).ShouldBe(["12 things I learned"]);
        Words(answered).ShouldContain("Thing 12: you said so");

        await Press(answered, "form[id^=answer]", button: "Not Thing 12");

        (await Listed()).ShouldBeEmpty();
        Publish(new BlogPost("/guess", "12 things I learned", "Other words."));
        await AnHourLater();
        (await Listed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Not_Thing_12_holds_whatever_the_feed_says()
    {
        Publish(new BlogPost("/twelve", "Things 11 and 12"));
        var page = await Followed();
        (await Answered()).ShouldBe([11, 12]);
        await Press(page, "form[id^=answer]", button: "Not Thing 12");

        Publish(new BlogPost("/twelve", "Things 11 and 12", "Once more."));
        await AnHourLater();

        (await Answered()).ShouldBe([11]);
        (await Listed()).ShouldBe(["Things 11 and 12"]);
    }

    [Fact]
    public async Task A_Thing_that_is_not_open_yet_waits_for_its_day()
    {
        Publish(new BlogPost("/both", "Things 12 and 13"));
        var page = await Followed();
        (await Answered()).ShouldBe([12]);

        await Press(page, "form[id^=answer]", button: "Not Thing 12");
        (await Listed()).ShouldBeEmpty();
        await AnHourLater(24 * 22);

        (await Listed()).ShouldBe(["Things 12 and 13"]);
        (await Answered()).ShouldBe([13]);
    }

    [Fact]
    public async Task Another_feed_of_the_blog_can_be_taken()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Blog.Page(
            "/",
            $"<title>S</title>{Mine}<link rel=alternate type='application/rss+xml' title='All' href='/feed'><link rel=alternate type='application/rss+xml' title='Course' href='/tag/course/feed'>"
        );
        Blog.Page(
            "/tag/course/feed",
            $"<rss version='2.0'><channel><title>Course</title><link>{Blog.Url("/")}</link><item><title>Thing 5</title><link>{Blog.Url("/5")}</link></item></channel></rss>",
            "text/xml"
        );
        var found = await Search(Blog.Url("/").AbsoluteUri);
        Words(found).ShouldContain("Other feeds of this blog");

        var other = await Press(found, "form[action$=Feed]");

        Words(other).ShouldContain("Thing 5: from its title");
        (await Kept()).Feed.ShouldBe(Blog.Url("/tag/course/feed").AbsoluteUri);
    }

    [Fact]
    public async Task Somebody_elses_blog_is_not_there()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        var id = (await Kept()).Id.Value.ToString("N");
        using var tom = await Site.SignedInAs("Tom");

        foreach (var page in new[] { $"/me/blogs/{id}", $"/me/blogs/{id}/why" })
        {
            using var answer = await tom.GetAsync(new Uri(page, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        Words(await tom.Page("/me/blogs")).ShouldContain("Have a blog already?");
    }

    [Fact]
    public async Task Why_a_post_is_not_here_is_told_step_by_step()
    {
        Publish(new("/soup", "Soup"), new("/twelve", "Thing 12: soup"));
        var page = await Followed(says: "");

        var why = await Maria.Page($"{page.Location.PathName}/why");

        Words(why).ShouldContain("It has brought 2 posts");
        Words(why).ShouldContain("not yet shown that the blog is yours");
        Words(why).ShouldContain("1 post without a Thing");
        Site.Clock.Advance(TimeSpan.FromMinutes(3));
        var visits = Blog.Visits.Count;
        var reading = await Press(why, "form#read");
        Blog.Visits.Count.ShouldBe(visits + 1);
        Words(reading).ShouldContain("The last time it answered");
    }

    [Fact]
    public async Task Stopping_leaves_what_is_listed()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var page = await Followed();

        await Press(page, "form#stop");

        (await Listed()).ShouldBe(["Thing 12: soup"]);
        (await Site.Read(db => db.Blogs.CountAsync())).ShouldBe(0);
        var visits = Blog.Visits.Count;
        await AnHourLater();
        Blog.Visits.Count.ShouldBe(visits);
    }

    private Task<IReadOnlyList<int>> Answered() =>
        Site.Read<IReadOnlyList<int>>(async db =>
            await (
                from response in db.Responses
                join thing in db.Things on response.Thing equals thing.Id
                orderby thing.Number
                select thing.Number
            ).ToListAsync()
        );
}
