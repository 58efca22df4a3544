using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>What every page keeps, as numbered in the acceptance list of the design: G2 to G7.</summary>
internal static class Rules
{
    /// <summary>G2: one h1, no level left out (the summary of errors comes before all, by design); every landmark of a kind that occurs twice has a name.</summary>
    public static async Task ShouldBeWellBuilt(IPage page, string heading)
    {
        var levels = await page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(h => h.checkVisibility() && !h.closest('#error-summary')).map(h => +h.tagName[1])"
        );
        levels.Count(l => l == 1).ShouldBe(1, "h1");
        levels[0].ShouldBe(1, "the first heading");
        levels
            .Zip(levels.Skip(1))
            .ShouldAllBe(pair => pair.Second <= pair.First + 1, "heading levels");
        (await page.Locator("h1").InnerTextAsync()).ShouldContain(
            heading,
            Case.Sensitive,
            "the page that was meant"
        );
        (await page.EvaluateAsync<int>("() => document.querySelectorAll('main').length")).ShouldBe(
            1
        );
        (
            await page.EvaluateAsync<string[]>(
                """
                () => ['nav', 'aside', 'form[role=search]'].flatMap(kind => {
                  const all = [...document.querySelectorAll(kind)];
                  const name = e => e.getAttribute('aria-label') || document.getElementById(e.getAttribute('aria-labelledby') || '')?.textContent.trim() || '';
                  const names = all.map(name);
                  return all.length > 1 && (names.includes('') || new Set(names).size < names.length)
                    ? [kind + ': ' + names.map(n => n || 'no name').join(', ')] : [];
                })
                """
            )
        ).ShouldBeEmpty("names of landmarks");
    }

    /// <summary>G3: the page's own words, then the site's; home has the site's alone.</summary>
    public static async Task ShouldHaveTitle(IPage page, string site)
    {
        var title = await page.TitleAsync();
        var isHome = new Uri(page.Url).AbsolutePath == "/";
        title.ShouldEndWith(isHome ? site : $" – {site}");
        title.Length.ShouldBeGreaterThan(isHome ? 0 : site.Length + 3);
    }

    /// <summary>G4: nothing stands out sideways.</summary>
    public static async Task ShouldNotScrollSideways(IPage page, string where)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => {
              const room = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= room) { return []; }
              const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 0.5);
              return ['page ' + document.documentElement.scrollWidth + ' in ' + room,
                ...out.slice(0, 6).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right) + ' ' + e.textContent.trim().slice(0, 40))];
            }
            """
        );
        wide.ShouldBeEmpty($"sideways scroll, {where}");
    }

    /// <summary>The spacing a reader may set for themselves (WCAG 1.4.12).</summary>
    public static Task SpaceOut(IPage page) =>
        page.EvaluateAsync(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
              document.adoptedStyleSheets = [sheet];
            }
            """
        );

    public static Task SpaceBack(IPage page) =>
        page.EvaluateAsync("() => { document.adoptedStyleSheets = []; }");

    /// <summary>G5: the first stop of the Tab key is the skip link, it can be seen, and it leads into main.</summary>
    public static async Task ShouldSkipToMain(IPage page)
    {
        // As on a page just opened, whatever had the focus or was gone to by a fragment.
        await page.EvaluateAsync(
            "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
        );
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe(
            "skip",
            "the first stop of Tab"
        );
        var box = await page.Locator("a.skip").BoundingBoxAsync();
        box.ShouldNotBeNull();
        box.Y.ShouldBeGreaterThanOrEqualTo(0, "the skip link can be seen");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("main");
    }

    /// <summary>G7: 24 px at least for all that is pressed, 44 for full-sized buttons. Links within a sentence are excepted, as in WCAG 2.5.8.</summary>
    public static async Task ShouldBeEasyToPress(IPage page, string where)
    {
        var small = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
              .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.matches('.skip, .vh[aria-hidden=true]'))
              .flatMap(e => {
                const style = getComputedStyle(e);
                const label = e.labels?.[0];
                const box = (['checkbox', 'radio'].includes(e.type) && label ? label : e).getBoundingClientRect();
                if (box.width === 0 || style.display === 'inline') { return []; }
                const least = e.matches('.btn:not(.btn-small)') ? 44 : 24;
                return box.height < least - 0.5 || box.width < 23.5
                  ? [Math.round(box.width) + ' × ' + Math.round(box.height) + ' ' + e.outerHTML.slice(0, 120)] : [];
              })
            """
        );
        small.ShouldBeEmpty($"small targets, {where}");
    }
}
