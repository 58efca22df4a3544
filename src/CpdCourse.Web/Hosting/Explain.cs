using CpdCourse.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Hosting;

/// <summary>Turns a refusal into what a person sees: the form again with one sentence, or "not there".</summary>
internal static class Explain
{
    public static void Add(
        this ModelStateDictionary errors,
        Refusal refusal,
        string prefix = "Input"
    ) =>
        errors.AddModelError(
            refusal.Field is { } field ? $"{prefix}.{field}" : "",
            refusal.Message
        );

    public static IActionResult Refused(this PageModel page, Refusal refusal)
    {
        if (refusal == Refusals.NoSuchPost)
        {
            return page.NotFound();
        }

        page.ModelState.Add(refusal);
        var status = StatusOf(refusal);
        if (status == StatusCodes.Status429TooManyRequests)
        {
            page.HttpContext.RequestServices.GetRequiredService<SecurityLog>()
                .TooManyRequests(page.HttpContext.PageInLog(), refusal.Code);
        }

        return new PageResult { StatusCode = status };
    }

    /// <summary>The form again, with the sentences that are in ModelState already.</summary>
    public static IActionResult Incomplete(this PageModel page) =>
        new PageResult { StatusCode = StatusCodes.Status400BadRequest };

    public static int StatusOf(Refusal refusal) =>
        refusal == Refusals.TooFast || refusal == Refusals.TooManyWaiting
            ? StatusCodes.Status429TooManyRequests
        : refusal == Refusals.ChangedMeanwhile ? StatusCodes.Status409Conflict
        : StatusCodes.Status400BadRequest;
}
