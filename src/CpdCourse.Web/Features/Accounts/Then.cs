using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Where somebody was going before they had to sign in: an address of this site, or forgotten.</summary>
internal static class Then
{
    public static string LocalOr(this PageModel page, string? then, string otherwise) =>
        page.Url.IsLocalUrl(then) ? then! : otherwise;

    public static string WithThen(this PageModel page, string address, string? then) =>
        page.Url.IsLocalUrl(then)
            ? QueryString.Create("then", then!).ToUriComponent().Insert(0, address)
            : address;
}
