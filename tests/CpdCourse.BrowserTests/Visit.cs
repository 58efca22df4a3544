using CpdCourse.Testing;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>How a page is looked at.</summary>
/// <param name="As">Handle of the person signed in; null for a visitor.</param>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Dark">The reader's system prefers dark.</param>
/// <param name="Script">JavaScript runs.</param>
/// <param name="Policy">The content security policy counts; without it a page that holds code would run it.</param>
public sealed record Look(
    string? As = null,
    int Width = 1280,
    bool Dark = false,
    bool Script = true,
    bool Policy = true
);

/// <summary>A browser window with its own cookies. Notes what it asks of whom, and what the page complains of.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const int Height = 900;
    private readonly BrowserSite site;
    private readonly IBrowserContext context;
    private readonly List<Uri> requests = [];
    private readonly List<string> answers = [];
    private readonly List<string> complaints = [];

    private Visit(BrowserSite site, IBrowserContext context, IPage page)
    {
        this.site = site;
        this.context = context;
        Page = page;
        context.Request += (_, request) => requests.Add(new Uri(request.Url));
        context.Response += (_, response) =>
        {
            // By what came: the icon of the tab is a picture, and asked for as "other".
            var type = response.Headers.GetValueOrDefault("content-type", "");
            if (!type.StartsWith("image/", StringComparison.Ordinal))
            {
                answers.Add($"{type} {response.Url}");
            }
        };
        page.PageError += (_, problem) => complaints.Add(problem);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public static async Task<Visit> Begin(IBrowser browser, BrowserSite site, Look look)
    {
        var window = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = site.Address.ToString(),
                BypassCSP = !look.Policy,
                ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = look.Script,
                Locale = "en-GB",
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "Europe/London",
                ViewportSize = new ViewportSize { Width = look.Width, Height = Height },
            }
        );
        window.SetDefaultTimeout(30_000);
        var visit = new Visit(site, window, await window.NewPageAsync());
        if (look.As is { } handle)
        {
            await visit.SignInAs(handle);
        }

        return visit;
    }

    /// <summary>From here on the window belongs to somebody else.</summary>
    public async Task SignInAs(string handle)
    {
        var cookie = (await site.CookieOf($"{handle}@example.org")).Split('=', 2);
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = site.Address.ToString(),
                HttpOnly = true,
            },
        ]);
    }

    /// <summary>Closes the tab, as if it had died, and opens another one of the same browser.</summary>
    public async Task<Visit> Another()
    {
        await Page.CloseAsync();
        return new Visit(site, context, await context.NewPageAsync());
    }

    /// <summary>Goes to an address of the site; the answer must have this status, so that an error page is never taken for a page without faults.</summary>
    public async Task Go(string path, int status = 200)
    {
        requests.Clear();
        answers.Clear();
        complaints.Clear();
        var answer = await Page.GotoAsync(path);
        answer.ShouldNotBeNull(path);
        answer.Status.ShouldBe(status, path);
        if (status != 200)
        {
            // The browser itself complains of every answer that is not 200.
            complaints.Clear();
        }
    }

    /// <summary>Shows the page that is there in another light, in a window of the usual height or of this one.</summary>
    public async Task See(Look look, int height = Height)
    {
        await Page.SetViewportSizeAsync(look.Width, height);
        await Dim(look.Dark);
    }

    /// <summary>How tall the window would have to be to show the whole page.</summary>
    public async Task<int> Length() =>
        Math.Max(Height, await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));

    /// <summary>Changes the theme alone.</summary>
    public Task Dim(bool dark) =>
        Page.EmulateMediaAsync(
            new PageEmulateMediaOptions
            {
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );

    /// <summary>G9: every request since the page was opened went to the site itself, and the page broke no rule of its own.</summary>
    public void ShouldBeAmongItself()
    {
        ShouldAskNobodyElse();
        complaints.ShouldBeEmpty("the browser's console");
    }

    /// <summary>Every request since the page was opened went to the site itself.</summary>
    public void ShouldAskNobodyElse()
    {
        requests.ShouldNotBeEmpty();
        requests
            .Where(r => r.Scheme is not "data" && r.Authority != site.Address.Authority)
            .ShouldBeEmpty("requests to other hosts");
    }

    /// <summary>G10: what the page needs before it can be read, pictures apart.</summary>
    public void ShouldAskAtMost(int most)
    {
        answers.Count.ShouldBeInRange(2, most, string.Join('\n', answers));
    }

    /// <summary>Where an answer was meant to be a refusal, of which the browser itself complains.</summary>
    public void ForgetComplaints() => complaints.Clear();

    /// <summary>Writes a picture of the whole page into the folder that CPD_SCREENSHOTS names; does nothing without.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("CPD_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var safe = string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
            await Page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    Path = Path.Combine(folder, safe.Trim('-') + ".png"),
                    FullPage = true,
                }
            );
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
