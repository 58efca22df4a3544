using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>The browser of the machine: the program that CPD_CHROMIUM names, or one of the usual ones.</summary>
internal static class Chromium
{
    private static readonly string[] Usual =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    // Only what is asked for is fetched: no updates, no first-run pages, no guesses at what comes next.
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-gpu-rasterization",
        "--disable-gpu-compositing",
        "--disable-software-rasterizer",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static string? Program =>
        Environment.GetEnvironmentVariable("CPD_CHROMIUM") is { Length: > 0 } named
            ? named
            : Usual.FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is no browser; fails it when CPD_REQUIRE_BROWSER=1 asks for one.</summary>
    public static void Require()
    {
        if (Program is { } program && File.Exists(program))
        {
            return;
        }

        const string Reason =
            "No Chromium here: install the package chromium, or name the program in CPD_CHROMIUM.";
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CPD_REQUIRE_BROWSER") != "1", Reason);
        Assert.Fail(Reason);
    }

    public static Task<IBrowser> Start(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Flags }
        );
}
