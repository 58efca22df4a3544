using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>One address, and the feed of the blog is looked for.</summary>
[Authorize(Policy = Policies.Participant)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class AddBlogPage(AskBlog ask, CurrentPersona me) : PageModel
{
    [BindProperty]
    public ElsewhereInput Input { get; set; } = new();

    public void OnGet([FromQuery] string? address) => Input.Address = address;

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!me.IsConfirmed)
        {
            return this.Refused(Domain.Common.Refusals.ConfirmFirst);
        }

        var (blog, outcome) = await ask.For(Input.Address, me.Id, stop);
        return blog is null
            ? this.Refused(outcome.Refusal!)
            : LocalRedirect(Addresses.Blog(blog.Id.Value));
    }
}
