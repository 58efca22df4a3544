using System.Text.Json;
using CpdCourse.Testing;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>The card of a post in a frame on somebody else's page, as oEmbed says it is to be shown.</summary>
public sealed class CardTests(Stage stage)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(320, true)]
    public async Task S8_1_a_card_shows_in_a_frame_elsewhere_with_our_style_and_opens_the_post_beside(
        int width,
        bool dark
    )
    {
        Chromium.Require();
        await using var site = await BrowserSite.ToWriteIn();
        await using var stranger = await StrangersSite.Open();
        using var reader = site.Reader();
        var asked = Uri.EscapeDataString(new Uri(site.Address, "/@maria/bread").AbsoluteUri);
        var facts = await reader.GetStringAsync($"/oembed?url={asked}&maxwidth=300");
        var html = JsonDocument.Parse(facts).RootElement.GetProperty("html").GetString();
        var blog = stranger.Page(
            "/blog",
            $"<!doctype html><html lang=\"en\"><title>A blog</title>{html}</html>"
        );
        await using var visit = await stage.Open(site, new Look(Width: width, Dark: dark));

        await visit.Page.GotoAsync(blog.AbsoluteUri);
        var card = visit.Page.FrameLocator("iframe");
        var link = card.GetByRole(AriaRole.Link, new() { Name = "Bread" });
        await link.WaitForAsync();

        // Ours, and not the browser's: the sheet was loaded into the closed frame.
        var border = await card.Locator("main")
            .EvaluateAsync<string>("e => getComputedStyle(e).borderTopStyle");
        border.ShouldBe("solid");
        var room = await card.Locator("html")
            .EvaluateAsync<bool>("e => e.scrollWidth <= e.clientWidth");
        room.ShouldBeTrue("Nothing is wider than the frame.");
        var opened = await visit.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        opened.Url.ShouldBe(new Uri(site.Address, "/@maria/bread").AbsoluteUri);
        visit.Page.Url.ShouldBe(blog.AbsoluteUri);
    }
}
