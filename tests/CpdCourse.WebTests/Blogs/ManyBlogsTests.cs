using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Linking.Feeds;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Organisers decide about many blogs at once, and take the list away.</summary>
public sealed class ManyBlogsTests : OwnBlog
{
    private HttpClient wen = null!;

    [Fact]
    public async Task F7_many_are_confirmed_at_once_and_what_is_somebody_elses_is_not()
    {
        await Planted("maria", "one", proven: false);
        await Planted("maria", "two", proven: false);
        await Planted("tom", "two", proven: true);
        var gone = Id<Blog>.New();
        var page = await wen.Page("/studio/blogs?show=unproven");

        var after = await Do(page, "They are theirs", gone.ToString());

        Said(after).ShouldBe("1 confirmed, 1 is somebody else’s, 1 is followed no longer.");
        (await Proofs()).ShouldBe(
            [BlogProof.None, BlogProof.Link, BlogProof.Organiser],
            ignoreOrder: true
        );
        after.Location.Search.ShouldContain("show=unproven");
    }

    [Fact]
    public async Task One_is_confirmed_by_its_own_button()
    {
        await Planted("maria", "one", proven: false);
        await Planted("maria", "two", proven: false);

        var after = await Press(
            await wen.Page("/studio/blogs?show=unproven"),
            "form#one",
            wen,
            button: "only"
        );

        Said(after).ShouldBe("1 confirmed.");
        (await Proofs()).Count(p => p is BlogProof.Organiser).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_ticked_is_nothing_done()
    {
        await Planted("maria", "one", proven: false);

        var after = await Press(
            await wen.Page("/studio/blogs"),
            "form#blogs-form",
            wen,
            button: "They are theirs"
        );

        Said(after).ShouldContain("Nothing was ticked");
        (await Proofs()).ShouldBe([BlogProof.None]);
    }

    [Fact]
    public async Task Many_are_left_alone_and_read_again()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();

        var stopped = await Do(await wen.Page("/studio/blogs"), "Stop reading them");

        Said(stopped).ShouldBe("1 is left alone until somebody asks for them again.");
        Words(stopped).ShouldContain("left alone: An organiser has stopped the reading of it.");
        var visits = Blog.Visits.Count;
        await AnHourLater(2);
        Blog.Visits.Count.ShouldBe(visits);
        (await Listed()).ShouldBe(["Thing 12: soup"]);

        Publish(new("/twelve", "Thing 12: soup"), new("/three", "Thing 3: bread"));
        var read = await Do(await wen.Page("/studio/blogs?show=resting"), "Read them now");

        Said(read).ShouldBe("1 is read within the next minutes.");
        (await Kept()).State.ShouldBe(BlogState.Followed);
        (await Listed()).ShouldContain("Thing 3: bread");
    }

    [Fact]
    public async Task Nobodys_link_puts_words_on_the_page()
    {
        var page = await wen.Page("/studio/blogs?did=%3Cb%3Eboo&done=3&said=boo");

        page.QuerySelector(".notice").ShouldBeNull();
    }

    [Fact]
    public async Task What_is_looked_for_is_what_is_shown_and_taken_away()
    {
        await Planted("maria", "soup", proven: true);
        await Planted("tom", "bread", proven: true);
        await Planted("tom", "salt", proven: false);

        var page = await wen.Page("/studio/blogs?show=proven&q=BREAD");

        page.QuerySelectorAll("#blogs tbody th").Single().TextContent.ShouldBe("The bread blog");
        var opml = page.QuerySelector("a[href^='/studio/blogs.opml']")!.GetAttribute("href")!;
        var list = OpmlReader.Read(await wen.GetByteArrayAsync(opml))!;
        list.Blogs.Single().Feed!.AbsoluteUri.ShouldBe("https://bread.example/feed");
        list.Blogs.Single().Title.ShouldBe("The bread blog (Tom)");
        var csv = page.QuerySelector("a[href^='/studio/blogs.csv']")!.GetAttribute("href")!;
        (await wen.GetStringAsync(csv))
            .Split("\r\n")[1]
            .ShouldStartWith("tom,Tom,https://bread.example/,https://bread.example/feed,well,");
        (await wen.GetStringAsync("/studio/blogs.csv")).Split("\r\n").Length.ShouldBe(5);
    }

    [Fact]
    public async Task C10_a_name_is_no_formula_in_the_table()
    {
        const string Formula = "=HYPERLINK(0)";
        await Site.APerson(Formula);
        var handle = await Site.Read(db =>
            db.Personas.Where(p => p.Name == Formula).Select(p => p.Handle).SingleAsync()
        );
        await Planted(handle, "soup", proven: true, title: "@SUM(A1)");

        using var answer = await wen.GetAsync("/studio/blogs.csv");

        answer.Content.Headers.ContentDisposition!.ToString().ShouldContain("filename=blogs.csv");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldContain(",'=HYPERLINK(0),");
    }

    [Fact]
    public async Task The_table_can_be_imported_again()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        var table = await wen.GetStringAsync("/studio/blogs.csv");

        using var answer = await wen.Send(
            await wen.Page("/studio/blogs/import"),
            "form#import",
            new { Input__List = table }
        );
        await Site.RunJobsFor(10);

        var page = await wen.Page(answer.Headers.Location!.OriginalString);
        page.QuerySelector("#lines td:last-child")!.TextContent.Trim().ShouldBe("OK");
        (await Site.Read(db => db.Blogs.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task S6_16_the_public_list_has_the_blogs_whose_posts_stand_here_for_all()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Planted("tom", "bread", proven: true);
        await Followed();
        using var visitor = Site.Visitor();

        var list = OpmlReader.Read(await visitor.GetByteArrayAsync("/blogs.opml"))!;

        list.Blogs.Select(b => b.Feed!.AbsoluteUri)
            .ShouldBe(["http://localhost:5023/@maria/feed", Blog.Url("/feed").AbsoluteUri]);
        list.Blogs[1].Title.ShouldBe("Soup and systems (Maria)");
        await Site.Change("maria", (_, p) => p.Describe(p.Details(listed: false)));
        OpmlReader.Read(await visitor.GetByteArrayAsync("/blogs.opml"))!.Blogs.ShouldBeEmpty();
    }

    [Fact]
    public async Task S6_16_an_unproven_blog_is_nobodys_in_public()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed(says: "");
        await Site.APost("Maria", "Here", "A week.");

        (await Site.Visitor().GetStringAsync("/blogs.opml")).ShouldNotContain(
            Blog.Url("/feed").AbsoluteUri
        );
    }

    protected override async Task Ready()
    {
        wen = await Site.SignedInAs("Wen", Role.Organiser);
        await Site.APerson("Tom");
    }

    private Task<IReadOnlyList<BlogProof>> Proofs() =>
        Site.Read<IReadOnlyList<BlogProof>>(db =>
            Task.FromResult<IReadOnlyList<BlogProof>>([.. db.Blogs.Select(b => b.Proof)])
        );

    // Ticks all there are, and more.
    private async Task<IHtmlDocument> Do(IHtmlDocument page, string button, string? also = null)
    {
        foreach (var box in page.QuerySelectorAll<IHtmlInputElement>("#blogs input"))
        {
            box.IsChecked = true;
        }

        if (also is not null)
        {
            var box = (IHtmlInputElement)page.QuerySelector("#blogs input")!.Clone();
            box.Value = also;
            box.IsChecked = true;
            page.QuerySelector("#blogs td")!.AppendChild(box);
        }

        return await Press(page, "form#blogs-form", wen, button: button);
    }

    private Task<int> Planted(string handle, string word, bool proven, string? title = null) =>
        Site.Read(async db =>
        {
            var persona = await db.Personas.SingleAsync(p => p.Handle == handle);
            var home = new Uri($"https://{word}.example/");
            var blog = Domain.Blogs.Blog.Bring(persona.Id, home, Site.Clock.GetUtcNow());
            blog.Find(new FoundBlog(home, new Uri(home, "/feed"), title ?? $"The {word} blog", []));
            blog.Follow(Site.Clock.GetUtcNow());
            blog.TakeTurn(Site.Clock.GetUtcNow());
            blog.Prove(proven ? BlogProof.Link : BlogProof.None, Site.Clock.GetUtcNow());
            db.Blogs.Add(blog);
            return await db.SaveChangesAsync();
        });

    private static string Said(IHtmlDocument page) =>
        page.QuerySelector(".notice-ok")!.TextContent.Trim();
}
