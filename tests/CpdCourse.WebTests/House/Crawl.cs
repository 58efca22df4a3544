using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.WebTests.House;

/// <summary>Follows every link of the site, a few of each kind, and notes what leads nowhere.</summary>
internal sealed class Crawl(HttpClient browser, IReadOnlyList<Address> endpoints)
{
    private const int Most = 150;
    private const int OfAKind = 4;

    // Error pages are shown in place of others; signing out is done by a form.
    private static readonly string[] NotFollowed = ["/error/"];

    private readonly Queue<(string Address, string From)> open = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);

    public int Pages { get; private set; }

    public IReadOnlySet<string> Visited => seen;

    public async Task<IReadOnlyCollection<string>> From(string start)
    {
        Note(start, "the start");
        while (open.Count > 0 && Pages < Most)
        {
            var (address, from) = open.Dequeue();
            await Visit(address, from);
        }

        return faults;
    }

    private async Task Visit(string address, string from)
    {
        Pages++;
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        var status = (int)answer.StatusCode;
        if (status >= 400)
        {
            faults.Add($"{address} answers {status}; linked from {from}");
        }
        else if (answer.Headers.Location is { } moved)
        {
            Note(Local(new Uri(browser.BaseAddress!, moved)), address);
        }
        else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Read(await Forms.Parse(answer), address);
        }
    }

    private void Read(IHtmlDocument page, string address)
    {
        foreach (var element in page.QuerySelectorAll("a, link, script[src], img"))
        {
            var attribute = element.LocalName is "a" or "link" ? "href" : "src";
            var target = element.GetAttribute(attribute);
            if (string.IsNullOrWhiteSpace(target))
            {
                // What an unknown asp-page leaves behind.
                faults.Add(
                    $"{address} has <{element.LocalName}> without an address: {Short(element)}"
                );
            }
            else if (element.GetAttribute("rel") is not "canonical")
            {
                Follow(page, target, address);
            }
        }

        foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form"))
        {
            Check(form, address);
            foreach (var button in page.QuerySelectorAll("button[formaction]"))
            {
                CheckPost(button.GetAttribute("formaction")!, address);
            }
        }
    }

    private void Follow(IHtmlDocument page, string target, string from)
    {
        var whole = new Uri(new Uri(page.Location.Href), target);
        if (Local(whole) is not { } address)
        {
            return;
        }

        var isHere = address == Local(new Uri(page.Location.Href));
        if (isHere && whole.Fragment.Length > 1)
        {
            var id = Uri.UnescapeDataString(whole.Fragment[1..]);
            if (page.GetElementById(id) is null)
            {
                faults.Add($"{from} leads to {whole.Fragment}, which is not on it");
            }
        }

        Note(address, from);
    }

    private void Check(IHtmlFormElement form, string from)
    {
        var action = form.GetAttribute("action") ?? from;
        if (action.Length == 0)
        {
            faults.Add($"{from} has a form without an address");
        }
        else if (form.Method.Equals("post", StringComparison.OrdinalIgnoreCase))
        {
            CheckPost(action, from);
        }
        else
        {
            Note(Local(new Uri(browser.BaseAddress!, action)), from);
        }
    }

    private void CheckPost(string action, string from)
    {
        var target = new Uri(new Uri(browser.BaseAddress!, from), action);
        var handler = QueryHelpers.ParseQuery(target.Query).TryGetValue("handler", out var name)
            ? name.ToString()
            : "";
        if (!endpoints.Takes("POST", target.AbsolutePath, handler))
        {
            faults.Add($"{from} sends a form to {action}, where nothing takes it");
        }
    }

    private void Note(string? address, string from)
    {
        if (
            address is null
            || NotFollowed.Any(n => address.StartsWith(n, StringComparison.Ordinal))
            || !seen.Add(address)
        )
        {
            return;
        }

        // Four Things tell as much as twenty-three.
        var kind = string.Concat(address.Select(c => char.IsAsciiDigit(c) ? '0' : c))
            .Replace("00", "0", StringComparison.Ordinal);
        var count = kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        if (count <= OfAKind)
        {
            open.Enqueue((address, from));
        }
    }

    private string? Local(Uri address) =>
        address.Scheme is "http" or "https" && address.Authority == browser.BaseAddress!.Authority
            ? address.PathAndQuery
            : null;

    private static string Short(IElement element) =>
        element.OuterHtml.Length > 80 ? element.OuterHtml[..80] + "…" : element.OuterHtml;
}
