using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>For people whose blog does not send webmentions: the same two fields by hand. What is sent goes to <see cref="WebmentionEndpoint"/>.</summary>
internal sealed class WebmentionPage(LinkingSettings linking) : PageModel
{
    /// <summary>The page here, when one came from its foot.</summary>
    [FromQuery]
    public string Target { get; init; } = "";

    public bool IsTaken => linking.Webmention.Receive;
}
