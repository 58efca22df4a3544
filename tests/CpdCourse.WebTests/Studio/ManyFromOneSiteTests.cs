using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

/// <summary>Somebody forges trackbacks by the dozen: they stand in the queue as one item, and cost one decision.</summary>
public sealed class ManyFromOneSiteTests
{
    private const string Queue = "/studio/moderation";

    [Fact]
    public async Task They_are_one_item_and_others_are_seen()
    {
        await using var site = await Flooded(count: 40);
        using var noor = await site.Moderator();

        var page = await noor.Page(Queue);

        var items = page.QuerySelectorAll("#queue > li");
        items.Length.ShouldBe(2);
        items[0].TextContent.ShouldContain("spam.example, 40 trackbacks");
        items[0].TextContent.ShouldContain("None of the pages has been found to link here.");
        items[1].TextContent.ShouldContain("A kitchen blog");
        page.Says(".filters").ShouldContain("Trackbacks (41)");
    }

    [Fact]
    public async Task All_are_binned_at_once_and_come_back_at_once()
    {
        await using var site = await Flooded(count: 12);
        using var noor = await site.Moderator();

        var after = await BinAll(noor);

        after.Says("#decided").ShouldStartWith("12 trackbacks from spam.example binned.");
        (await States(site)).ShouldBe(["blog.example Held 1", "spam.example Binned 12"]);
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var undone = await noor.Follow(await noor.Send(after, "#undo"));
        undone
            .Says("#decided")
            .ShouldBe("Undone. 12 trackbacks from spam.example wait in the queue again.");
        (await States(site)).ShouldBe(["blog.example Held 1", "spam.example Held 12"]);
    }

    [Fact]
    public async Task What_was_binned_one_by_one_before_stays_binned()
    {
        await using var site = await Flooded(count: 5);
        using var noor = await site.Moderator();
        var each = await noor.Page($"{Queue}?show=trackbacks&host=spam.example");
        await noor.Follow(await noor.Send(each, "#queue form", null, "Bin"));
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        var after = await BinAll(noor);
        await noor.Follow(await noor.Send(after, "#undo"));

        (await States(site)).ShouldBe([
            "blog.example Held 1",
            "spam.example Binned 1",
            "spam.example Held 4",
        ]);
    }

    [Fact]
    public async Task Each_can_be_looked_at_and_decided_by_itself()
    {
        await using var site = await Flooded(count: 5, verified: true);
        using var noor = await site.Moderator();

        var page = await noor.Page($"{Queue}?show=trackbacks&host=spam.example");
        page.QuerySelectorAll("#queue > li").Length.ShouldBe(5);
        var after = await noor.Follow(await noor.Send(page, "#queue form", null, "Publish"));

        after.Says("#decided").ShouldStartWith("Trackback from spam.example published.");
        after.QuerySelectorAll("#queue > li").Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_second_press_says_that_it_is_done()
    {
        await using var site = await Flooded(count: 5);
        using var noor = await site.Moderator();
        var page = await noor.Page(Queue);

        await noor.Send(page, "form[action$=Site]");
        var second = await noor.Follow(await noor.Send(page, "form[action$=Site]"));

        second.Says("#decided").ShouldBe("That was already handled.");
    }

    [Fact]
    public async Task Three_stand_one_by_one()
    {
        await using var site = await Flooded(count: 3);
        using var noor = await site.Moderator();

        (await noor.Page(Queue)).QuerySelectorAll("#queue > li").Length.ShouldBe(4);
    }

    [Fact]
    public async Task What_waits_under_a_private_post_is_neither_counted_nor_binned()
    {
        await using var site = await Flooded(count: 5);
        var hidden = await site.ADraft(
            "Tom",
            new Draft
            {
                Title = "Secret",
                Text = "Words.",
                Things = [12],
                Audience = Audience.Me,
            }
        );
        await site.AMention(hidden, "https://spam.example/hidden", verified: false);
        using var noor = await site.Moderator();

        var after = await BinAll(noor);

        after.Says("#decided").ShouldStartWith("5 trackbacks from spam.example binned.");
        (await site.Read(db => db.Mentions.CountAsync(m => m.State == Moderation.Held))).ShouldBe(
            2
        );
    }

    [Fact]
    public async Task Only_moderators_may()
    {
        await using var site = await Flooded(count: 5);
        using var noor = await site.Moderator();
        var form = await noor.Page(Queue);
        using var maria = await site.SignedInAs("Maria");

        var answer = await maria.Send(form, "form[action$=Site]");

        ((int)answer.StatusCode).ShouldNotBe(200);
        (await States(site)).ShouldContain("spam.example Held 5");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> BinAll(HttpClient noor) =>
        await noor.Follow(await noor.Send(await noor.Page(Queue), "form[action$=Site]"));

    // So many from one site, then one from another.
    private static async Task<CourseSite> Flooded(int count, bool verified = false)
    {
        var site = new CourseSite();
        var post = await site.PostByMaria();
        for (var n = 0; n < count; n++)
        {
            await site.AMention(post, $"https://spam.example/{n}", verified);
        }

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.AMention(post);
        return site;
    }

    private static async Task<IReadOnlyList<string>> States(CourseSite site) =>
        [
            .. (await site.Read(db => db.Mentions.AsNoTracking().ToListAsync()))
                .GroupBy(m => $"{m.SourceHost} {m.State}", m => m, StringComparer.Ordinal)
                .Select(g => $"{g.Key} {g.Count()}")
                .Order(StringComparer.Ordinal),
        ];
}
