using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Site;

[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
[IgnoreAntiforgeryToken]
internal sealed class ErrorPage(NearestPage nearest, ILogger<ErrorPage> log) : PageModel
{
    public int Status { get; private set; }

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public string? Code { get; private set; }

    /// <summary>The words of the address, to search for.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The page that was probably meant.</summary>
    public (string Address, string Title)? Meant { get; private set; }

    /// <summary>What was sent and could not be taken just now.</summary>
    public SentForm? Sent { get; private set; }

    public Task<IActionResult> OnGetAsync(int status, CancellationToken stop) => Show(status, stop);

    public Task<IActionResult> OnPostAsync(int status, CancellationToken stop) =>
        Show(status, stop);

    private async Task<IActionResult> Show(int status, CancellationToken stop)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var answered = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (failed is null && answered is null)
        {
            // Somebody typed the address: nothing is wrong, and nothing is here.
            return NotFound();
        }

        Status = failed is null ? status : Response.StatusCode;
        (Heading, Sentence) = Explain(Status);
        Response.StatusCode = Status;
        var path = answered?.OriginalPath ?? "";
        Words = WordsOf(path);
        Meant = Status == StatusCodes.Status404NotFound ? await nearest.To(path, stop) : null;
        if (Status is 429 or 503 or 507)
        {
            var address = new PathString(failed?.Path ?? path).ToUriComponent();
            address += answered?.OriginalQueryString ?? Request.QueryString.Value;
            Sent = await SentForm.Of(HttpContext, address);
        }

        if (Status >= 500)
        {
            Code = ErrorPages.NewCode();
            log.LogError(
                failed?.Error,
                "Error {Code} at {Path}.",
                Code,
                Addresses.InLog(failed?.Path ?? path)
            );
        }

        return Page();
    }

    private (string, string) Explain(int status) =>
        status switch
        {
            400 => (
                "That could not be read",
                HttpContext.Features.Get<BadFormSentence>()?.Text
                    ?? "The request was not complete, or its form was open for too long. Go back and send it once more; what you typed is still there."
            ),
            403 => (
                "This page is for others",
                "Only the people named in the course's Studio may open it."
            ),
            404 => (
                "There is nothing at this address",
                "It may have moved, or the address has a slip in it."
            ),
            405 or 415 => (
                "That is not possible here",
                "The address exists and does not take this kind of request."
            ),
            408 => (
                "That took too long",
                "The form did not arrive. Go back and send it once more; what you typed is still there."
            ),
            410 => ("This was taken back", "Its author removed it."),
            413 => (
                "That was too much",
                "A form can hold up to 1 MB. Go back, and your text is still there."
            ),
            414 => (
                "That address is too long",
                "An address here has up to 8,000 characters. Perhaps something was pasted into it twice."
            ),
            429 when HttpMethods.IsGet(Request.Method) => (
                "A little slower, please",
                "That was a great deal in a short time. Wait a minute, and open the page again."
            ),
            429 => (
                "A little slower, please",
                "That was a great deal in a short time. Wait a few minutes, and send it again."
            ),
            431 => (
                "Your browser sent too much along",
                "Beside an address it may send up to 32 KB. Delete the cookies of this site, and open the page again."
            ),
            507 => (
                "There is no room left",
                "The course's computer is full, and nothing was saved. Please tell an organiser."
            ),
            503 => (
                "The course is busy",
                "It could not take that just now. Send it once more in a moment."
            ),
            >= 500 => (
                "Something went wrong on our side",
                "It was noted. What you typed is still in your browser: go back and try again."
            ),
            _ => ("That did not work", "Please go back and try again."),
        };

    private static string WordsOf(string path) =>
        new string([.. path.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Trim()
            is { Length: < 100 } words
            ? words
            : "";
}
