using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CpdCourse.Testing;

/// <summary>Uses pages as a browser without script does: reads forms, fills them in, sends them.</summary>
public static class Forms
{
    /// <summary>The page at this address, parsed.</summary>
    public static async Task<IHtmlDocument> Page(this HttpClient browser, string address) =>
        await Parse(await browser.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute)));

    public static async Task<IHtmlDocument> Parse(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        var context = BrowsingContext.New(Configuration.Default);
        return (IHtmlDocument)
            await context.OpenAsync(r =>
                r.Content(html).Address(answer.RequestMessage!.RequestUri!)
            );
    }

    /// <summary>
    /// Sends the form that matches the selector with everything it already holds, some fields changed, and the named button pressed.
    /// </summary>
    public static async Task<HttpResponseMessage> Send(
        this HttpClient browser,
        IHtmlDocument page,
        string form,
        object? fields = null,
        string? button = null
    )
    {
        var element =
            page.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form {form} on {page.Title}.");
        var values = Values(page, element);
        foreach (var (name, value) in Given(fields))
        {
            Set(values, name, value);
        }

        var pressed = button is null
            ? null
            : page.QuerySelectorAll<IHtmlButtonElement>("button")
                .FirstOrDefault(b =>
                    b.Form == element
                    && (
                        b.Name == button
                        || b.Value == button
                        || b.TextContent.Trim().StartsWith(button, StringComparison.Ordinal)
                    )
                )
                ?? throw new InvalidOperationException($"No button {button} in {form}.");
        if (pressed?.Name is { Length: > 0 } does)
        {
            values.Add(new(does, pressed.Value));
        }

        var action =
            pressed?.GetAttribute("formaction")
            ?? element.GetAttribute("action")
            ?? page.Location.Href;
        var request = new HttpRequestMessage(
            element.Method.Equals("get", StringComparison.OrdinalIgnoreCase)
                ? HttpMethod.Get
                : HttpMethod.Post,
            new Uri(new Uri(page.Location.Href), action)
        )
        {
            Content = new FormUrlEncodedContent(values),
        };
        return await browser.SendAsync(request);
    }

    // An object whose Input__Name means "Input.Name", or a dictionary of names as they are.
    private static IEnumerable<(string Name, string Value)> Given(object? fields) =>
        fields is IReadOnlyDictionary<string, string> named
            ? named.Select(f => (f.Key, f.Value))
            : (fields?.GetType().GetProperties() ?? []).Select(p =>
                (
                    p.Name.Replace("__", ".", StringComparison.Ordinal),
                    p.GetValue(fields)?.ToString() ?? ""
                )
            );

    private static void Set(List<KeyValuePair<string, string>> values, string name, string value)
    {
        values.RemoveAll(v => v.Key == name);
        values.Add(new(name, value));
    }

    private static List<KeyValuePair<string, string>> Values(
        IHtmlDocument page,
        IHtmlFormElement form
    ) =>
        [
            .. page.QuerySelectorAll("input, textarea, select")
                .Where(e => FormOf(e) == form && e.HasAttribute("name"))
                .SelectMany(Of),
        ];

    private static IHtmlFormElement? FormOf(IElement element) =>
        element switch
        {
            IHtmlInputElement input => input.Form,
            IHtmlTextAreaElement area => area.Form,
            IHtmlSelectElement select => select.Form,
            _ => null,
        };

    private static IEnumerable<KeyValuePair<string, string>> Of(IElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement { Type: "submit" } => [],
            IHtmlInputElement input => [new(input.Name!, input.Value)],
            IHtmlTextAreaElement area => [new(area.Name!, area.Value)],
            IHtmlSelectElement select => select
                .Options.Where(o => o.IsSelected)
                .Select(o => new KeyValuePair<string, string>(select.Name!, o.Value)),
            _ => [],
        };
}
