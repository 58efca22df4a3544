using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Comments;

internal static class SeeOther
{
    /// <summary>303: the form was taken, look there; a reload sends nothing again.</summary>
    public static IActionResult LookAt(this PageModel page, string address)
    {
        page.Response.Headers.Location = address;
        return page.StatusCode(StatusCodes.Status303SeeOther);
    }
}
