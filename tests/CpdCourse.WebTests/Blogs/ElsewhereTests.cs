using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>"I wrote it on my own blog": one address under a Thing becomes a response.</summary>
public sealed class ElsewhereTests : Elsewhere
{
    [Fact]
    public async Task A_pasted_address_is_looked_at_shown_and_listed()
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Page("/social", "Social media and I");

        var waiting = await Ask(maria, address.AbsoluteUri);
        waiting.QuerySelector("h1")!.TextContent.ShouldBe("Looking at your post");
        Blog.Visits.ShouldBeEmpty();
        await Site.RunJobs();
        var found = await maria.Page(waiting.Location.PathName);

        found.QuerySelector("h1")!.TextContent.ShouldBe("Is this your post?");
        found.QuerySelector("main")!.TextContent.ShouldContain("Social media and I");
        found.QuerySelector("main")!.TextContent.ShouldContain("It began with soup.");
        (await Site.Read(db => db.Posts.CountAsync())).ShouldBe(0);

        using var answer = await maria.Send(found, "form#found");
        var listed = await maria.Page(answer.Headers.Location!.OriginalString);

        listed.QuerySelector("h1")!.TextContent.ShouldBe("Social media and I");
        listed.QuerySelector("a.u-url.btn")!.GetAttribute("href").ShouldBe(address.AbsoluteUri);
        using var visitor = Site.Visitor();
        var thing = await visitor.Page("/things/12");
        thing.QuerySelector(".posts")!.TextContent.ShouldContain("Social media and I");
        var post = await Site.Read(db => db.Posts.Include(p => p.Responses).SingleAsync());
        post.Origin.ShouldBe(Origin.External);
        post.WrittenAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        post.Responses.ShouldHaveSingleItem().Recognised.ShouldBe(Recognition.Author);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Page("/social", "Social media and I");

        var first = await Ask(maria, address.AbsoluteUri);
        var second = await Ask(maria, $"{address.AbsoluteUri}#comments");
        await Site.RunJobsFor(30);
        var found = await maria.Page(first.Location.PathName);
        await maria.Send(found, "form#found");
        await maria.Send(found, "form#found");
        await maria.Send(await maria.Page(second.Location.PathName), "form#found");

        (await Site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
        (await Site.Read(db => db.Responses.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Under_another_Thing_the_same_post_answers_that_as_well()
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Page("/social", "Social media and I");
        await List(maria, address.AbsoluteUri, Form);
        Site.Clock.Advance(TimeSpan.FromMinutes(2));
        await List(maria, address.AbsoluteUri, "/things/3/elsewhere");

        (await Site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
        using var visitor = Site.Visitor();
        foreach (var thing in new[] { "/things/3", "/things/12" })
        {
            (await visitor.Page(thing))
                .QuerySelector(".posts")!
                .TextContent.ShouldContain("Social media");
        }
    }

    [Fact]
    public async Task What_was_recognised_is_ticked_and_a_guess_is_not()
    {
        using var maria = await Site.SignedInAs("Maria");
        var address = Blog.Page(
            "/two",
            "<title>Thing 6</title><h1>Thing 6</h1><p>As in <a href='http://localhost:5023/things/3'>Thing 3</a>.</p>"
        );

        var found = await Found(maria, address.AbsoluteUri, Form);

        Choices(found).ShouldBe([("12", true), ("6", true), ("3", false)]);
    }

    [Fact]
    public async Task What_somebody_else_asked_for_is_not_there()
    {
        using var maria = await Site.SignedInAs("Maria");
        using var tom = await Site.SignedInAs("Tom");
        var found = await Found(maria, Page("/social", "Social").AbsoluteUri, Form);

        using var look = await tom.GetAsync(new Uri(found.Location.PathName, UriKind.Relative));

        look.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("blog.example/thing-12", "https://blog.example/thing-12")]
    [InlineData(
        " https://blog.example/a-very-\n long-address ",
        "https://blog.example/a-very-long-address"
    )]
    public async Task An_address_is_made_whole(string typed, string address)
    {
        using var maria = await Site.SignedInAs("Maria");

        await Ask(maria, typed);

        (await Site.Read(db => db.Visits.Select(v => v.Address).SingleAsync())).ShouldBe(address);
    }

    [Fact]
    public async Task It_can_be_taken_off_and_brought_back()
    {
        using var maria = await Site.SignedInAs("Maria");
        await List(maria, Page("/social", "Social").AbsoluteUri, Form);
        var post = await maria.Page("/@maria/social");

        await maria.Send(post, "form[action$=withdraw]");
        var gone = await maria.Page("/@maria/social");

        using var visitor = Site.Visitor();
        (await visitor.GetAsync(new Uri("/@maria/social", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.Gone
        );
        await maria.Send(gone, "form[action$=restore]");
        (await visitor.Page("/@maria/social")).QuerySelector("h1")!.TextContent.ShouldBe("Social");
    }
}
