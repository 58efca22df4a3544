using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

/// <summary>An organiser wants to hear of a site no more (protocols 9.6).</summary>
public sealed class BlockSiteTests : IAsyncLifetime
{
    private const string Queue = "/studio/moderation";
    private const string OfBlocked = $"{Queue}?show=trusted";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;
    private HttpClient noor = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        await site.APost("Maria", "Soup", "Words.", 12);
        noor = await site.Moderator();
    }

    public async ValueTask DisposeAsync()
    {
        noor.Dispose();
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_from_there_is_binned_and_nothing_more_is_taken_by_any_protocol()
    {
        await site.Hear(Page("/one"));
        await site.Hear(Page("/two"));

        var after = await Block();

        after
            .Says("#decided")
            .ShouldStartWith("2 trackbacks from 127.0.0.1 binned. 127.0.0.1 is blocked.");
        after.QuerySelector("#queue").ShouldBeNull();
        var three = Page("/three");
        using var blog = site.Visitor();
        (await site.Webmention(three)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Pingback(three.AbsoluteUri)).Fault.ShouldBe(49);
        var trackback = await blog.Ping("/@maria/soup/trackback", three);
        (await trackback.Content.ReadAsStringAsync()).ShouldContain(
            "Links from that site are not taken here."
        );
        (await States()).ShouldBe([Moderation.Binned, Moderation.Binned]);
    }

    [Fact]
    public async Task It_can_be_undone_at_once()
    {
        await site.Hear(Page("/one"));
        var after = await Block();

        var undone = await noor.Follow(await noor.Send(after, "#undo"));

        undone
            .Says("#decided")
            .ShouldBe("Undone. 1 trackback from 127.0.0.1 waits in the queue again.");
        (await States()).ShouldBe([Moderation.Held]);
        (await site.Webmention(Page("/two"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task It_can_be_ended_later_and_what_was_binned_stays_binned()
    {
        await site.Hear(Page("/one"));
        await Block();
        var list = await noor.Page(OfBlocked);
        list.Says("#blocked").ShouldContain("127.0.0.1");

        var after = await noor.Follow(await noor.Send(list, "#blocked form"));

        after.Says("#decided").ShouldBe("Blocked no longer. What comes next waits in the queue.");
        after.QuerySelector("#blocked").ShouldBeNull();
        (await States()).ShouldBe([Moderation.Binned]);
        (await site.Webmention(Page("/two"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await noor.Follow(await noor.Send(list, "#blocked form"));
        again.Says("#decided").ShouldBe("That was already handled.");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("WWW.127.0.0.1")]
    public async Task What_was_claimed_before_is_binned_when_its_page_is_found_to_link(string host)
    {
        (await site.Webmention(Page("/one"))).EnsureSuccessStatusCode();
        await site.Read(db =>
        {
            db.BlockedSites.Add(new Domain.Conversation.BlockedSite(host, TestClock.Start));
            return db.SaveChangesAsync();
        });

        await site.RunJobsFor(2);

        (await States()).ShouldBe([Moderation.Binned]);
    }

    [Fact]
    public async Task What_was_listed_before_stays_as_it_is()
    {
        var listed = Page("/listed");
        await site.Hear(listed);
        await site.PublishTheMention();
        await site.Hear(Page("/waits"));
        await Block();

        stranger.Page("/listed", new Uri(Webmentions.Permalink), "Buy pills");
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        (await site.Webmention(listed)).StatusCode.ShouldBe(HttpStatusCode.Created);
        for (var day = 0; day < 9; day++)
        {
            await site.RunJobsFor(2);
            site.Clock.Advance(TimeSpan.FromDays(1));
        }

        var mention = await site.MentionFrom(listed);
        (mention.State, mention.Title).ShouldBe((Moderation.Shown, "Week notes"));
        stranger.Page("/listed", "<p>No link any more.</p>");
        (await site.Webmention(listed)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await site.RunJobsFor(2);
        (await site.MentionFrom(listed)).State.ShouldBe(Moderation.Withdrawn);
    }

    [Fact]
    public async Task To_press_twice_or_to_name_no_site_does_no_harm()
    {
        await site.Hear(Page("/one"));
        var page = await noor.Page(Queue);
        await noor.Send(page, "#queue form", null, "Bin and block the site");

        var second = await noor.Follow(
            await noor.Send(page, "#queue form", null, "Bin and block the site")
        );

        second.Says("#decided").ShouldBe("That was already handled.");
        (await site.Read(db => db.BlockedSites.CountAsync())).ShouldBe(1);
        var list = await noor.Page(OfBlocked);
        using var none = await noor.Send(list, "#blocked form", new { id = "x" });
        ((int)none.StatusCode).ShouldBeLessThan(500);
    }

    private Uri Page(string path) =>
        stranger.Page(path, new Uri(Webmentions.Permalink), "Week notes");

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Block() =>
        await noor.Follow(
            await noor.Send(await noor.Page(Queue), "#queue form", null, "Bin and block the site")
        );

    private Task<List<Moderation>> States() =>
        site.Read(db => db.Mentions.OrderBy(m => m.NoticedAt).Select(m => m.State).ToListAsync());
}
