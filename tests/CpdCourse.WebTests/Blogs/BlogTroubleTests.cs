using System.Net;
using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Each trouble with a blog has its own sentence, and a way on.</summary>
public sealed class BlogTroubleTests : OwnBlog
{
    [Theory]
    [InlineData(404, "There is nothing at this address")]
    [InlineData(410, "says that it is gone")]
    [InlineData(401, "The blog is private")]
    [InlineData(403, "The blog is private")]
    [InlineData(500, "has trouble at the moment")]
    [InlineData(429, "has trouble at the moment")]
    public async Task What_the_blog_answers_is_told(int status, string sentence)
    {
        var found = await Search(Blog.Status("/", status).AbsoluteUri);

        found.QuerySelector("h1")!.TextContent.ShouldBe("Your blog could not be read");
        Words(found).ShouldContain(sentence);
        found
            .QuerySelector("main a.btn-primary")!
            .GetAttribute("href")
            .ShouldBe($"/me/blogs/add?address={Uri.EscapeDataString(Blog.Url("/").AbsoluteUri)}");
    }

    [Theory]
    [InlineData("<h1>No feed here</h1>", "text/html", "it names no feed")]
    [InlineData("{\"items\": 1}", "application/json", "neither a feed nor a web page")]
    [InlineData("GIF89a", "image/gif", "neither a page nor a feed")]
    [InlineData("", "text/html", "empty page")]
    public async Task What_is_no_blog_is_told(string body, string type, string sentence)
    {
        var found = await Search(Blog.Page("/", body, type).AbsoluteUri);

        Words(found).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_blog_that_cannot_be_reached_and_one_that_must_not_be_asked_read_alike()
    {
        var dead = await Search("https://no-such-host.invalid/");
        var hidden = await Search("http://169.254.169.254/latest");

        Words(dead).ShouldContain("could not be reached");
        Words(hidden).ShouldContain("could not be reached");
    }

    [Theory]
    [InlineData("", "Paste the address of your blog")]
    [InlineData("maria@example.org", "That is an e-mail address")]
    [InlineData("@maria", "That is a name in a network")]
    [InlineData("ftp://blog.example", "begins with http:// or https://")]
    [InlineData("http://localhost:5023/@maria", "That is an address of this course")]
    public async Task What_is_no_address_gets_a_sentence_and_stays(string typed, string sentence)
    {
        using var answer = await Maria.Send(
            await Maria.Page("/me/blogs/add"),
            "form#add-blog",
            new { Input__Address = typed }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        Words(page).ShouldContain(sentence);
        page.QuerySelector("#Input_Address")!.GetAttribute("value").ShouldBe(typed);
    }

    [Fact]
    public async Task S6_20_a_blog_that_fails_is_asked_later_and_later_and_its_owner_is_told_once()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var page = await Followed();
        Blog.Status("/feed", 500);

        await AnHourLater();
        await AnHourLater(1);
        Site.Mail.Letters.ShouldNotContain(l => l.Subject.Contains("could not be read"));
        var visits = Blog.Visits.Count;
        await AnHourLater(1);
        Blog.Visits.Count.ShouldBe(visits, "it is left alone for two hours");
        await AnHourLater(1);
        Blog.Visits.Count.ShouldBe(visits + 1);
        await AnHourLater(3);
        Blog.Visits.Count.ShouldBe(visits + 1, "and then for four");
        await AnHourLater(1);

        var letter = Site
            .Mail.Letters.Where(l => l.Subject.Contains("could not be read"))
            .ShouldHaveSingleItem();
        letter.To.ShouldBe("maria@example.org");
        letter.Text.ShouldContain(page.Location.PathName);
        Words(await Maria.Page(page.Location.PathName)).ShouldContain("has trouble at the moment");
        (await Listed()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task F7_after_ten_failures_it_rests_until_its_owner_asks()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var page = await Followed();
        Blog.Status("/feed", 500);
        for (var i = 0; i < 12; i++)
        {
            await AnHourLater(24);
        }

        (await Kept()).State.ShouldBe(BlogState.Resting);
        var visits = Blog.Visits.Count;
        await AnHourLater(24);
        Blog.Visits.Count.ShouldBe(visits);

        Publish(new("/twelve", "Thing 12: soup"), new("/five", "Thing 5"));
        var back = await Press(await Maria.Page(page.Location.PathName), "form#search");

        (await Kept()).State.ShouldBe(BlogState.Followed);
        await AnHourLater();
        (await Listed()).ShouldContain("Thing 5");
    }

    [Fact]
    public async Task S6_20_a_feed_that_is_gone_is_not_asked_again()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        Blog.Status("/feed", 410);

        await AnHourLater();

        (await Kept()).State.ShouldBe(BlogState.Resting);
        Site.Mail.Letters.ShouldContain(l => l.Text.Contains("says that it is gone"));
        var visits = Blog.Visits.Count;
        await AnHourLater(48);
        Blog.Visits.Count.ShouldBe(visits);
    }

    [Fact]
    public async Task Who_has_not_confirmed_their_address_is_told_first()
    {
        using var tom = await Site.SignedInAs("Tom", confirmed: false);

        using var answer = await tom.Send(
            await tom.Page("/me/blogs/add"),
            "form#add-blog",
            new { Input__Address = "https://blog.example/" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_same_blog_by_another_address_is_followed_already()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        Site.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await Search(Blog.Url("/feed").AbsoluteUri);

        Words(again).ShouldContain("You follow this blog already");
    }

    [Fact]
    public async Task What_was_not_found_cannot_be_followed()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        var found = await Search(Home(Mine).AbsoluteUri);
        await Site.Read(db =>
            db.Blogs.ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BlogState.NotFound))
        );

        using var answer = await Maria.Send(found, "form#follow");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Words(await Forms.Parse(answer)).ShouldContain("There is no feed to follow yet");
    }

    [Fact]
    public async Task One_can_have_ten()
    {
        var persona = await Site.Read(db => db.Personas.Select(p => p.Id).SingleAsync());
        await Site.Read(db =>
        {
            for (var i = 0; i < CpdCourse.Domain.Blogs.Blog.Most; i++)
            {
                var address = new Uri($"https://blog{i}.example/");
                db.Blogs.Add(
                    CpdCourse.Domain.Blogs.Blog.Ask(persona, address, Site.Clock.GetUtcNow())
                );
            }

            return db.SaveChangesAsync();
        });

        using var answer = await Maria.Send(
            await Maria.Page("/me/blogs/add"),
            "form#add-blog",
            new { Input__Address = "https://another.example/" }
        );

        Words(await Forms.Parse(answer)).ShouldContain("You can have at most 10 blogs here");
    }
}
