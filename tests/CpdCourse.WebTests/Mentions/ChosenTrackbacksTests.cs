using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>An author chooses which pages that link to a post are listed under it, and whether more are taken.</summary>
public sealed class ChosenTrackbacksTests : IAsyncLifetime
{
    private const string Ping = "/@maria/soup/trackback";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;
    private Post post = null!;
    private HttpClient maria = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        post = await site.APost("Maria", "Soup", "Words.", 12);
        maria = await site.SignedInAs("Maria");
        await site.TrustStrangers();
    }

    public async ValueTask DisposeAsync()
    {
        maria.Dispose();
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    private string Choosing => $"/write/{post.Number}/trackbacks";

    [Fact]
    public async Task A_page_that_its_author_hides_is_listed_no_longer_and_can_be_shown_again()
    {
        var source = stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes");
        await site.Hear(source);
        (await Listed()).ShouldBe(["Week notes"]);

        await Press("Hide");

        (await Listed()).ShouldBeEmpty();
        await site.Hear(source);
        (await Listed()).ShouldBeEmpty("its sender says so once more");
        (await maria.Page(Choosing)).Text("main .badge").ShouldBe("Hidden by you");
        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldNotContain("Hidden by you");

        await Press("Show it again");

        (await Listed()).ShouldBe(["Week notes"]);
    }

    [Fact]
    public async Task A_reply_from_elsewhere_is_hidden_from_the_thread_in_the_same_way()
    {
        await site.Hear(stranger.Reply("I cooked it."));
        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldContain("I cooked it.");

        await Press("Hide");

        (await site.Visitor().GetStringAsync("/@maria/soup")).ShouldNotContain("I cooked it.");
    }

    [Fact]
    public async Task What_an_organiser_binned_is_not_the_authors_to_show()
    {
        await site.Hear(stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes"));
        var page = await maria.Page(Choosing);
        await Press("Hide");
        var hidden = await maria.Page(Choosing);
        await site.Read(async db =>
        {
            var mention = await db.Mentions.SingleAsync();
            mention.Unhide();
            mention.Bin(TestClock.Start);
            return await db.SaveChangesAsync();
        });

        (await maria.Send(hidden, "main li form", button: "show")).Dispose();
        (await maria.Send(page, "main li form", button: "hide")).Dispose();

        var now = await site.TheMention();
        (now.State, now.HiddenByAuthor).ShouldBe((Moderation.Binned, false));
        (await maria.Page(Choosing)).QuerySelector("main .tb").ShouldBeNull();
    }

    [Fact]
    public async Task The_page_is_there_for_the_author_alone()
    {
        using var tom = await site.SignedInAs("Tom");
        using var visitor = site.Visitor();
        var page = await maria.Page(Choosing);

        (await tom.GetAsync(Choosing)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync(Choosing)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var sent = await tom.Send(page, "#more form", button: "more");

        sent.IsSuccessStatusCode.ShouldBeFalse();
        (
            await site.Read(db => db.Posts.Select(p => p.ClosedToLinks).SingleAsync())
        ).ShouldBeFalse();
        page.Text(".empty b").ShouldBe("No trackbacks yet.");
    }

    [Fact]
    public async Task P1_2_2_a_post_whose_author_takes_no_more_says_so_by_every_protocol()
    {
        await Press("Take no more");
        var source = stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes");
        using var blog = site.Visitor();

        (await site.Webmention(source)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Pingback(source.AbsoluteUri)).Fault.ShouldBe(33);
        var trackback = await blog.Ping(Ping, source);
        (await trackback.Content.ReadAsStringAsync()).ShouldContain(
            "<error>1</error>\n<message>This page takes no trackbacks.</message>"
        );
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);

        await Press("Take trackbacks again");
        await site.Hear(source);
        (await Listed()).ShouldBe(["Week notes"]);
    }

    [Fact]
    public async Task P1_2_1_a_post_whose_author_takes_no_more_names_no_endpoint()
    {
        await Press("Take no more");

        using var answer = await site.Visitor().GetAsync("/@maria/soup");

        var html = await answer.Content.ReadAsStringAsync();
        answer.Headers.Contains("X-Pingback").ShouldBeFalse();
        answer.Headers.TryGetValues("Link", out var links);
        string.Join(',', links ?? []).ShouldNotContain("webmention");
        html.ShouldNotContain("/trackback\"");
        html.ShouldNotContain("/xmlrpc");
        html.ShouldNotContain("trackback:ping");
        html.ShouldNotContain("your post will be listed here");
        html.ShouldContain("No trackbacks yet.");
    }

    [Fact]
    public async Task P1_2_12_a_page_that_is_listed_already_is_still_kept_up()
    {
        var source = stranger.Page("/notes", new Uri(Webmentions.Permalink), "Week notes");
        await site.Hear(source);
        await Press("Take no more");
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        stranger.Page("/notes", new Uri(Webmentions.Permalink), "Other words");
        await site.Hear(source);
        (await Listed()).ShouldBe(["Other words"]);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        stranger.Status("/notes", 410);
        await site.Hear(source);

        (await Listed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_of_the_course_is_not_listed_either_and_one_that_was_stays()
    {
        var text = "See [soup](/@maria/soup).";
        var bread = await site.APost("Tom", "Bread", text);
        await site.RunJobs();
        (await Listed()).ShouldBe(["Bread"]);
        await Press("Take no more");

        await site.APost("Zoe", "Salt", text);
        await site.Rewrite(bread, new Draft { Title = "Better bread", Text = text });
        await site.RunJobs();

        (await Listed()).ShouldBe(["Better bread"]);
    }

    private async Task Press(string button)
    {
        var page = await maria.Page(Choosing);
        var form = page.QuerySelectorAll("main button")
            .OfType<IHtmlButtonElement>()
            .First(b => b.TextContent.StartsWith(button, StringComparison.Ordinal))
            .Form!;
        form.SetAttribute("data-pressed", "");
        using var answer = await maria.Send(page, "[data-pressed]", button: button);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task<IEnumerable<string>> Listed() =>
        (await site.Visitor().Page("/@maria/soup"))
            .QuerySelectorAll("#trackbacks .tb .src")
            .Select(a => a.TextContent);
}
