using System.Text.Json;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>What a reader sees who goes through a page by the Tab key.</summary>
internal static class TabStops
{
    private const int Most = 600;
    private const double LeastContrast = 3;

    // A ring is an outline, the outline of the pad around a text, or a shadow with a hard edge. It counts from 2 px on, and is measured against the ground around
    // it: the colours of everything that lies beneath, painted one over the other.
    private const string Look = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) { return null; }
          const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const luminance = colours => {
            for (const colour of ['#fff', ...colours]) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
            const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = on => {
            const colours = [];
            for (let above = on.parentElement; above; above = above.parentElement) { colours.unshift(getComputedStyle(above).backgroundColor); }
            return colours;
          };
          const contrast = ring => {
            const [a, b] = [luminance(ground(ring.on)), luminance([...ground(ring.on), ring.colour])];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          };
          const outline = on => {
            const style = getComputedStyle(on);
            return { on, colour: style.outlineColor, width: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) };
          };
          const rings = [outline(e)];
          if (e.matches('.pad textarea')) { rings.push(outline(e.closest('.pad'))); }
          const shadow = getComputedStyle(e).boxShadow.match(/^(.+\)) (-?[\d.]+)px (-?[\d.]+)px 0px (-?[\d.]+)px$/);
          if (shadow) { rings.push({ on: e, colour: shadow[1], width: Math.max(...shadow.slice(2).map(n => Math.abs(parseFloat(n)))) }); }
          // Of a link that is broken over lines, the first line.
          const box = [...e.getClientRects()].find(r => r.width > 0 && r.height > 0) ?? e.getBoundingClientRect();
          const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
          const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 2);
          const top = document.elementFromPoint(x, y);
          return JSON.stringify({
            Name: `${e.tagName} ${e.id} ${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 40)}`,
            Ring: Math.max(0, ...rings.filter(r => r.width >= 2).map(contrast)),
            Seen: !!(box.width && box.bottom > 0 && box.top < innerHeight && top && (e.contains(top) || top.contains(e))),
            AtFoot: !!e.closest('body > footer'),
          });
        }
        """;

    /// <summary>G6: each stop is in the window, nothing lies over it, and its ring is at least 2 px wide and stands out 3 to 1.</summary>
    public static async Task ShouldBeSeen(IPage page, string where)
    {
        var stops = new List<Stop>();
        while (stops.Count < Most && await Next(page) is { } stop)
        {
            stops.Add(stop);
        }

        // From end to end: the skip link is the first, and the last is in the footer.
        stops.Count.ShouldBeInRange(2, Most - 1, where);
        stops[0].Name.ShouldStartWith("A  Skip to the main part", Case.Sensitive, where);
        stops[^1].AtFoot.ShouldBeTrue($"{where}: the last stop is {stops[^1].Name}");
        stops
            .Where(s => s.Ring < LeastContrast || !s.Seen)
            .Select(s => s.ToString())
            .ShouldBeEmpty(where);
    }

    private static async Task<Stop?> Next(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        return await page.EvaluateAsync<string?>(Look) is { } found
            ? JsonSerializer.Deserialize<Stop>(found)
            : null;
    }

    private sealed record Stop(string Name, double Ring, bool Seen, bool AtFoot);
}
