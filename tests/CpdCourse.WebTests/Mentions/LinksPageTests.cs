using System.Net;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class LinksPageTests
{
    [Fact]
    public async Task P1_1_16_it_is_there_for_the_author_alone()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words.");
        using var maria = await site.SignedInAs("Maria");
        using var tom = await site.SignedInAs("Tom");
        using var visitor = site.Visitor();
        var address = new Uri($"/write/{post.Number}/links", UriKind.Relative);

        (await maria.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tom.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maria.GetAsync(new Uri("/write/9999/links", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_post_without_links_says_what_will_be_here()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup <script>", "Words.");
        using var maria = await site.SignedInAs("Maria");

        var page = await maria.Page($"/write/{post.Number}/links");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Links to other sites");
        page.QuerySelector(".empty")!.TextContent.ShouldContain("No links to other sites yet.");
        page.QuerySelector(".lead")!.TextContent.ShouldContain("Soup <script>");
        page.QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public async Task P1_1_1_a_post_tells_a_hundred_pages_in_all_its_life_and_says_so()
    {
        await using var site = new CourseSite();
        var links = Enumerable.Range(1, 101).Select(n => $"[x](https://s{n}.example/)");
        var post = await site.APost("Maria", "Soup", string.Join(' ', links));
        await site.RunJobs();
        using var maria = await site.SignedInAs("Maria");

        var page = await maria.Page($"/write/{post.Number}/links");

        page.QuerySelectorAll("tbody tr").Length.ShouldBe(100);
        page.Text(".notice").ShouldStartWith("A post tells 100 pages at most.");
        page.QuerySelector("tbody")!.TextContent.ShouldNotContain("s101.example");

        await site.Read(db =>
            db.OutgoingLinks.Where(l => l.Target != "https://s7.example/")
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, Delivery.NoEndpoint))
        );
        var text = "[y](https://another.example/) [z](https://third.example/)";
        await site.Rewrite(post, new Draft { Title = "Soup", Text = text });
        await site.RunJobs();

        var noted = await site.Read(db => db.OutgoingLinks.Select(l => l.Target).ToListAsync());
        noted.Count.ShouldBe(100);
        noted.ShouldContain("https://another.example/", "one had not been told yet");
    }

    [Fact]
    public async Task P1_1_16_send_again_tells_the_site_once_more()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        stranger.Reply = "<response><error>1</error><message>Closed</message></response>";
        var target = stranger.PageThatTakesPings("/reading");
        var post = await site.APost("Maria", "Soup", $"See [this]({target}).");
        await site.RunJobsFor(3);
        using var maria = await site.SignedInAs("Maria");
        var page = await maria.Page($"/write/{post.Number}/links");
        page.QuerySelector("tbody")!.TextContent.ShouldContain("Told, and it did not take it");

        stranger.Reply = "<response><error>0</error></response>";
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var sent = await maria.Send(page, "tbody form", button: "again");
        await maria.Send(page, "tbody form", button: "again");
        var waiting = await maria.Page($"/write/{post.Number}/links");
        await site.RunJobsFor(3);

        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        waiting.QuerySelector("tbody form").ShouldBeNull();
        stranger.Pings.Count.ShouldBe(2);
        (await maria.Page($"/write/{post.Number}/links"))
            .QuerySelector("tbody")!
            .TextContent.ShouldContain("Told, and it took it");
    }

    [Fact]
    public async Task P1_1_16_nobody_sends_for_somebody_else()
    {
        await using var site = new CourseSite();
        var mine = await site.APost("Tom", "Mine", "Words.");
        var hers = await site.APost("Maria", "Soup", "See [this](http://127.0.0.1:9/).");
        await site.Read(async db =>
        {
            var link = new OutgoingLink(
                mine.Id,
                "http://127.0.0.1:9/",
                typed: true,
                TestClock.Start
            );
            link.Take(Delivery.Refused, Protocol.Trackback, "No", TestClock.Start);
            db.OutgoingLinks.Add(link);
            return await db.SaveChangesAsync();
        });
        await site.RunJobs();
        var herLink = await site.Read(db => db.OutgoingLinks.SingleAsync(l => l.Post == hers.Id));
        await site.Read(async db =>
        {
            var link = await db.OutgoingLinks.SingleAsync(l => l.Post == hers.Id);
            link.Take(Delivery.Refused, Protocol.Trackback, "No", TestClock.Start);
            return await db.SaveChangesAsync();
        });
        using var tom = await site.SignedInAs("Tom");
        var page = await tom.Page($"/write/{mine.Number}/links");
        page.QuerySelector("tbody form button")!.SetAttribute("value", herLink.Id.ToString());

        var answer = await tom.Send(page, "tbody form", button: "again");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (
            await site.Read(db => db.OutgoingLinks.SingleAsync(l => l.Post == hers.Id))
        ).State.ShouldBe(Delivery.Refused);
    }

    [Fact]
    public async Task A_hidden_post_says_that_nobody_is_told()
    {
        await using var site = new CourseSite();
        var post = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Words.",
                Audience = Audience.Me,
                Trackbacks = ["https://stranger.example/tb/1"],
            }
        );
        await site.PublishDraft(post);
        using var maria = await site.SignedInAs("Maria");

        var page = await maria.Page($"/write/{post.Number}/links");

        page.QuerySelector(".notice")!.TextContent.ShouldContain("no other site is told");
        page.QuerySelector("tbody")!.TextContent.ShouldContain("https://stranger.example/tb/1");
    }
}
