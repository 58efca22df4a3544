using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>G6: whoever uses the Tab key sees at each stop where they are, with a ring of at least 2 px and nothing lying over it.</summary>
public sealed class FocusTests(Stage stage)
{
    private const int MostStops = 70;

    // The same in one go: what has the focus, whether its ring can be seen, and whether anything covers it.
    private const string Stop = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) { return null; }
          const box = e.getBoundingClientRect();
          const style = getComputedStyle(e);
          const pad = e.closest('.pad');
          const ring = Math.max(parseFloat(style.outlineWidth) * (style.outlineStyle === 'none' ? 0 : 1),
            pad ? parseFloat(getComputedStyle(pad).outlineWidth) : 0, style.boxShadow !== 'none' ? 2 : 0);
          const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
          const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 2);
          const top = document.elementFromPoint(x, y);
          const seen = box.bottom > 0 && box.top < innerHeight && top && (e.contains(top) || top.contains(e));
          return `${e.tagName} ${e.id} ${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 40)}|${ring}|${!!seen}`;
        }
        """;

    [Theory]
    [InlineData("/", null)]
    [InlineData("/things/12", null)]
    [InlineData("/@amara/two-councils-and-no-travel-budget", null)]
    [InlineData("/write?thing=12", "marisol")]
    [InlineData("/studio/moderation", "wen")]
    public async Task Each_stop_of_the_Tab_key_can_be_seen(string path, string? who)
    {
        var site = await stage.Demo();
        await using var visit = await stage.Open(site, new Look(As: who));
        await visit.Go(path);

        var faults = new List<string>();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<string?>(Stop) is not { } found)
            {
                break;
            }

            var parts = found.Split('|');
            if (
                double.Parse(parts[^2], System.Globalization.CultureInfo.InvariantCulture) < 2
                || parts[^1] != "true"
            )
            {
                faults.Add($"{stop}: {found}");
            }
        }

        faults.ShouldBeEmpty(path);
    }

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
    public async Task What_was_typed_is_saved_by_itself_and_the_browsers_undo_still_works()
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

        visit.Page.Url.ShouldMatch(@"/write/\d+$");
        (await visit.Page.Locator("#Input_Text").InputValueAsync())
            .TrimEnd()
            .ShouldBe("some words");
    }

    private static Task<string> Focused(Visit visit) =>
        visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");
}
