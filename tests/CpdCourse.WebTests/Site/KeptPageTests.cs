using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Mentions;

namespace CpdCourse.WebTests.Site;

/// <summary>Pages that are made once for all strangers, and for whom and how long.</summary>
public sealed class KeptPageTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/things/12")]
    [InlineData("/responses")]
    [InlineData("/@maria/soup")]
    [InlineData("/@maria")]
    [InlineData("/people")]
    [InlineData("/feed")]
    public async Task Strangers_share_a_page(string address)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        var first = await (await site.Visitor().GetAsync(address)).Content.ReadAsStringAsync();

        var asked = await SqlCommands.During(
            site,
            async () =>
                (
                    await (await site.Visitor().GetAsync(address)).Content.ReadAsStringAsync()
                ).ShouldBe(first)
        );

        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_signed_in_neither_gets_that_page_nor_leaves_one()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.Published("Maria", Planting.Typed(Planting.Course, Audience.Course));
        using var participant = await site.SignedInAs("Ola");
        using var visitor = site.Visitor();

        (await Read(participant, "/responses")).ShouldContain(Planting.Course);
        (await Read(visitor, "/responses")).ShouldNotContain(Planting.Course);
        (await Read(participant, "/responses")).ShouldContain(Planting.Course);
        (await participant.GetAsync("/responses")).Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task A_visitor_goes_on_seeing_the_comment_that_waits_and_nobody_else_does()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = site.Browser();
        (
            await tom.Comment(
                site,
                post.Address(),
                new { Input__Text = "Ocelots", Input__Name = "Tom" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await Read(site.Visitor(), post.Address())).ShouldNotContain("Ocelots");
        (await Read(tom, post.Address())).ShouldContain("Ocelots");
        (await Read(site.Visitor(), post.Address())).ShouldNotContain("Ocelots");
    }

    [Fact]
    public async Task What_is_saved_is_seen_at_once()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        await Read(visitor, post.Address());
        await Read(visitor, "/responses");

        await site.AComment(post, "Dilys", "Lovely");
        (await Read(visitor, post.Address())).ShouldContain("Lovely");

        await site.Change("maria", (_, p) => p.Describe(p.Details(name: "Marisol")));
        (await Read(visitor, post.Address())).ShouldContain("Marisol");

        await site.Change(post.Id, p => p.Withdraw(TestClock.Start));
        (await visitor.GetAsync(post.Address())).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Read(visitor, "/responses")).ShouldNotContain("Soup");
    }

    [Fact]
    public async Task What_nobody_sees_drops_nothing()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.RunJobs();
        using var visitor = site.Visitor();
        await Read(visitor, "/responses");

        await site.ADraft("Maria", new Draft { Title = "Bread" });
        await site.Change(
            post.Id,
            p =>
                p.SaveDraft(new Draft { Title = "Soup", Text = "More" }, p.Version, TestClock.Start)
        );
        await site.RunRecurring();

        (await SqlCommands.During(site, () => Read(visitor, "/responses"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/@maria/soup")]
    [InlineData("/things/12")]
    [InlineData("/@maria")]
    public async Task A_mention_is_seen_once_it_is_shown_and_drops_nothing_before(string address)
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.RunJobs();
        using var visitor = site.Visitor();
        await Read(visitor, address);

        var target = $"http://localhost:5023{address}";
        await site.Hear(
            stranger.Page("/notes", $"<title>Ocelots</title><a href='{target}'>Re</a>"),
            target
        );
        var asked = await SqlCommands.During(site, () => Read(visitor, address));
        await site.PublishTheMention();

        asked.ShouldBeEmpty();
        (await Read(visitor, address)).ShouldContain("Ocelots");
    }

    [Fact]
    public async Task After_some_seconds_a_page_is_made_anew()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var before = await Read(visitor, "/things");

        site.Clock.Advance(TimeSpan.FromDays(7));

        (await Read(visitor, "/things")).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_browser_gets_it_compressed(string encoding)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var plain = await visitor.GetByteArrayAsync("/things/12");

        visitor.DefaultRequestHeaders.AcceptEncoding.Add(
            new StringWithQualityHeaderValue(encoding)
        );
        var answer = await visitor.GetAsync("/things/12");

        answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        string.Join(", ", answer.Headers.Vary).ShouldBe("Accept-Encoding, Cookie");
        await using var packed = await answer.Content.ReadAsStreamAsync();
        await using Stream reading =
            encoding == "br"
                ? new BrotliStream(packed, CompressionMode.Decompress)
                : new GZipStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await reading.CopyToAsync(bytes);
        bytes.ToArray().ShouldBe(plain);
        answer.Content.Headers.ContentLength!.Value.ShouldBeLessThan(plain.Length / 2);
    }

    [Theory]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("br;q=0.0, identity", null)]
    [InlineData("deflate", null)]
    public async Task It_is_compressed_as_the_browser_says(string accepted, string? encoding)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        visitor.DefaultRequestHeaders.Add("Accept-Encoding", accepted);

        var answer = await visitor.GetAsync("/things/12");

        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
    }

    [Theory]
    [InlineData("/things/12", "")]
    [InlineData("/things/12", "br")]
    [InlineData("/feed", "")]
    [InlineData("/feed", "br")]
    public async Task Who_has_it_already_is_told_so(string address, string accepted)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        visitor.DefaultRequestHeaders.Add("Accept-Encoding", accepted);
        var tag = (await visitor.GetAsync(address)).Headers.ETag.ShouldNotBeNull();
        visitor.DefaultRequestHeaders.IfNoneMatch.Add(tag);

        var again = await visitor.GetAsync(address);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(tag);

        await site.AComment(post, "Dilys", "Lovely");
        (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_with_a_cookie_and_one_that_is_not_there_are_made_for_each()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        foreach (var address in new[] { "/sign-in", "/join", "/@nobody", "/search?q=soup" })
        {
            var answer = await visitor.GetAsync(address);
            answer.Headers.ETag.ShouldBeNull(address);
        }

        (await visitor.GetAsync("/@ola")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await site.APerson("Ola");
        (await visitor.GetAsync("/@ola")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_visitors_can_send_the_form_that_they_share()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var tom = site.Browser();
        using var dilys = site.Browser();
        var first = await tom.Page(post.Address());
        var second = await dilys.Page(post.Address());
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        await tom.Send(first, "#comment-form", new { Input__Text = "One", Input__Name = "Tom" });
        await dilys.Send(
            second,
            "#comment-form",
            new { Input__Text = "Two", Input__Name = "Dilys" }
        );

        first.Source.Text.ShouldBe(second.Source.Text);
        (await site.CommentsOn(post)).Select(c => c.Text).ShouldBe(["One", "Two"]);
    }

    private static async Task<string> Read(HttpClient browser, string address) =>
        await (await browser.GetAsync(address)).Content.ReadAsStringAsync();
}
