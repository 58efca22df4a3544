using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>A form sent by somebody who filled in nothing.</summary>
internal static class EmptyForm
{
    /// <summary>Empties every field of the button's form and presses it; the page that comes must say what is missing.</summary>
    public static async Task Send(Visit visit, string button)
    {
        var page = visit.Page;
        var press = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await press.EvaluateAsync(
            """
            button => [...button.form.elements]
              .filter(e => e.matches('textarea, input:not([type=hidden], [type=checkbox], [type=radio])') && e.checkVisibility())
              .forEach(e => { e.value = ''; })
            """
        );
        await page.RunAndWaitForResponseAsync(
            () => press.ClickAsync(),
            answer => answer.Status == 400
        );
        await page.Locator("#error-summary:focus").WaitForAsync();

        visit.ForgetComplaints();
        (await page.TitleAsync()).ShouldStartWith("Error: ");
        (
            await page.EvaluateAsync<bool>(
                "() => { const all = document.querySelectorAll('main h1, main #error-summary, main nav, main p'); return all[0].id === 'error-summary'; }"
            )
        ).ShouldBeTrue("the summary comes first in main");
        (
            await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('#error-summary a')].map(a => a.hash).filter(h => !document.querySelector(`main ${h}`))"
            )
        ).ShouldBeEmpty("links of the summary that lead to no field");
    }
}
