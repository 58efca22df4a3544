using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>The editor under the hands of somebody who types.</summary>
public sealed class EditorTests(Stage stage)
{
    [Fact]
    public async Task Formatting_is_one_stop_and_the_arrows_move_inside()
    {
        var site = await stage.Empty();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?thing=12");
        await visit.Page.Locator("#box-12-1").FocusAsync();

        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        (await Focused(visit)).ShouldBe("Bold (Ctrl+B)");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        (await Focused(visit)).ShouldBe("Slanted (Ctrl+I)");
        await visit.Page.Keyboard.PressAsync("End");
        (await Focused(visit)).ShouldBe("Numbered list");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("box-12-1");
    }

    [Fact]
    public async Task R6_what_was_typed_is_saved_by_itself_and_the_browsers_undo_still_works()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        var text = visit.Page.Locator("#Input_Text");
        await text.PressSequentiallyAsync("some words");
        await text.PressAsync("Control+b");
        (await text.InputValueAsync()).ShouldBe("some words**words**");
        await text.PressAsync("Control+z");
        (await text.InputValueAsync()).ShouldBe("some words");

        await visit
            .Page.Locator("#save-state", new PageLocatorOptions { HasText = "Saved here at" })
            .WaitForAsync();
        await visit.Page.ReloadAsync();

        visit.Page.Url.ShouldMatch(@"/write/\d+\?as=free$");
        (await visit.Page.Locator("#Input_Text").InputValueAsync())
            .TrimEnd()
            .ShouldBe("some words");
    }

    /// <summary>J3: the real form sends line ends of its own kind, and the browser drops the first of a box.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_boxes_become_one_text_and_the_same_five_boxes(bool script)
    {
        string[] typed =
        [
            "Shy people *rehearse*.\n\n- one\n    - two\n\n## A heading of my own",
            "Odd [brackets], \\ backslashes, {braces}, “quotes” & <tags>",
            "",
            "Grüße 👩‍👩‍👧 مرحبا\n\n* * * * *\n\nafter a break",
            "```\ncode\n```\n\ttabs and  double  spaces",
        ];
        var site = await stage.Desk();
        await using var visit = await stage.Open(site, new Look(As: "marisol", Script: script));
        var page = visit.Page;
        await visit.Go("/write?thing=12&as=questions");
        foreach (var (i, text) in typed.Index())
        {
            await page.FillAsync($"#box-12-{i + 1}", text);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Write freely" }).ClickAsync();
        var free = await page.Locator("#Input_Text").InputValueAsync();
        free.Split('\n').Count(l => l.Contains("{#q", StringComparison.Ordinal)).ShouldBe(4);
        free.ShouldNotContain("{#q3}");
        await page.FillAsync("#Input_Text", $"Before all.\n\n{free}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Question by question" }).ClickAsync();

        await page.Locator("#box-12-5").WaitForAsync();
        foreach (var (i, text) in typed.Index())
        {
            (await page.Locator($"#box-12-{i + 1}").InputValueAsync()).ShouldBe(text);
        }

        (await page.Locator("#Input_AnythingElse").InputValueAsync()).ShouldBe("Before all.");
    }

    private static Task<string> Focused(Visit visit) =>
        visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");
}
