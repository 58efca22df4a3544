using CpdCourse.Testing;

namespace CpdCourse.BrowserTests;

/// <summary>
/// Known attacks wherever words of people and strangers are shown, in a browser that does not mind the content security policy: if a page held code, it would
/// run here.
/// </summary>
public sealed class AttackTests(Stage stage)
{
    // Before anything of the page: what attacks call when they run, and what looks at the page for anything that could.
    private const string Watch = """
        window.ran = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
          window[name] = words => { window.ran.push(name + ': ' + words); };
        window.dangers = page => {
          const found = [], note = e => found.push(e.outerHTML.slice(0, 200));
          const elements = 'iframe,frame,frameset,object,embed,applet,base,style,math,template,noscript,xmp,plaintext,listing,noembed,noframes,video,audio,source,track,marquee,canvas,portal,keygen,foreignObject,animate,set,body link,body meta,body title:not(svg title),main script,main svg:not([class]):not([aria-hidden])';
          page.querySelectorAll(elements).forEach(note);
          const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'cite', 'dynsrc', 'lowsrc'];
          const barred = ['style', 'srcdoc', 'srcset', 'background', 'ping', 'manifest', 'http-equiv', 'autofocus'];
          for (const element of page.querySelectorAll('*'))
            for (const { name, value } of element.attributes) {
              if (name.startsWith('on') || barred.includes(name)) note(element);
              if (!addresses.includes(name)) continue;
              const address = URL.canParse(value, location.href) ? new URL(value, location.href) : null;
              const isLink = element.localName === 'a' || element.localName === 'link';
              const isOurs = address?.origin === location.origin;
              if (!isOurs && !(isLink && ['http:', 'https:', 'mailto:'].includes(address?.protocol))) note(element);
            }
          return found;
        };
        window.search = async words => {
          const answer = await fetch('/search?q=' + encodeURIComponent(words));
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          return answer.status < 500 ? window.dangers(page) : ['status ' + answer.status];
        };
        """;

    // Of those that we make ourselves, which differ little, every third.
    private static readonly IReadOnlyList<string> Known =
    [
        .. Attacks
            .Written.Concat(Attacks.Collected)
            .Concat(Attacks.Made.Where((_, i) => i % 3 == 0)),
    ];

    [Fact]
    public async Task C1_no_known_payload_runs_in_any_sink()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse(("Limits:PageSize", "100"));
        var talked = await PlantedAttacks.In(site, Known);
        await using var visit = await stage.Open(site, new Look(Policy: false));
        await visit.Page.AddInitScriptAsync(Watch);
        var dialogs = new List<string>();
        visit.Page.Dialog += async (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };

        var pages = 0;
        foreach (
            var path in talked.Concat([
                "/responses",
                "/things/12/questions/1",
                "/people",
                "/categories",
                "/search?q=script",
            ])
        )
        {
            for (var next = path; next is not null; next = await Older(visit))
            {
                await visit.Go(next);
                await ShouldBeHarmless(visit, next);
                pages++;
            }
        }

        await Search(visit);
        dialogs.ShouldBeEmpty();
        pages.ShouldBeGreaterThan(4 * Known.Count / PlantedAttacks.Together);
    }

    private static async Task ShouldBeHarmless(Visit visit, string path)
    {
        var dangers = await visit.Page.EvaluateAsync<string[]>("dangers(document)");
        dangers.ShouldBeEmpty(path);
        (await visit.Page.EvaluateAsync<string[]>("ran")).ShouldBeEmpty(path);
        new Uri(visit.Page.Url).PathAndQuery.ShouldBe(path);
        visit.ShouldAskNobodyElse();
    }

    // A page for each word would take minutes: what the site answers is looked at without being shown, and some of it is.
    private static async Task Search(Visit visit)
    {
        await visit.Go("/search");
        foreach (var some in Known.Chunk(200))
        {
            var dangers = await visit.Page.EvaluateAsync<string[]>(
                "async words => (await Promise.all(words.map(search))).flat()",
                some.Select(Typed)
            );
            dangers.ShouldBeEmpty();
        }

        foreach (var attack in Attacks.Written.Where((_, i) => i % 8 == 0))
        {
            var path = "/search?q=" + Uri.EscapeDataString(Typed(attack));
            await visit.Go(path);
            (await visit.Page.EvaluateAsync<string[]>("dangers(document)")).ShouldBeEmpty(path);
            (await visit.Page.EvaluateAsync<string[]>("ran")).ShouldBeEmpty(path);
            visit.ShouldAskNobodyElse();
        }
    }

    private static string Typed(string attack) =>
        Domain.Common.Text.Cut(attack.Replace("\0", "", StringComparison.Ordinal), 100);

    private static async Task<string?> Older(Visit visit)
    {
        var next = await visit.Page.QuerySelectorAsync("nav[aria-label=Pages] a[rel=next]");
        return next is null ? null : await next.GetAttributeAsync("href");
    }
}
