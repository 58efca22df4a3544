using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CpdCourse.BrowserTests.Stage))]

namespace CpdCourse.BrowserTests;

/// <summary>
/// What all browser tests share: one browser, a site with an empty course, one with the demo course, one to write in. Each begins when the first test asks for it.
/// Tests of a whole course make a <see cref="BrowserSite"/> of their own.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly Lazy<Task<Player>> player = new(Player.Start);
    private readonly Lazy<Task<BrowserSite>> demo = new(BrowserSite.WithDemo);
    private readonly Lazy<Task<BrowserSite>> empty = new(() => BrowserSite.WithEmptyCourse());
    private readonly Lazy<Task<BrowserSite>> desk = new(BrowserSite.ToWriteIn);

    /// <summary>The demo course, to be read only.</summary>
    public Task<BrowserSite> Demo()
    {
        Chromium.Require();
        return demo.Value;
    }

    /// <summary>A course that has begun and in which nobody has written, to be read only.</summary>
    public Task<BrowserSite> Empty()
    {
        Chromium.Require();
        return empty.Value;
    }

    /// <summary>A course to write in, with one post, Maria's "Bread". Tests look only at what they wrote themselves.</summary>
    public Task<BrowserSite> Desk()
    {
        Chromium.Require();
        return desk.Value;
    }

    /// <summary>A browser window of its own on this site.</summary>
    public async Task<Visit> Open(BrowserSite site, Look? look = null)
    {
        Chromium.Require();
        return await Visit.Begin((await player.Value).Browser, site, look ?? new Look());
    }

    public async ValueTask DisposeAsync()
    {
        if (player.IsValueCreated)
        {
            await (await player.Value).DisposeAsync();
        }

        foreach (var site in new[] { demo, empty, desk }.Where(s => s.IsValueCreated))
        {
            await (await site.Value).DisposeAsync();
        }
    }

    private sealed record Player(IPlaywright Playwright, IBrowser Browser) : IAsyncDisposable
    {
        public static async Task<Player> Start()
        {
            var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
            return new Player(playwright, await Chromium.Start(playwright));
        }

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            Playwright.Dispose();
        }
    }
}
