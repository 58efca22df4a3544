using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Embedding;

/// <summary>A card by itself: the only page that other sites may show in a frame.</summary>
internal sealed class CardPage(FindCard cards) : PageModel
{
    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string? handle,
        string? slug,
        int number,
        CancellationToken stop
    )
    {
        var page = handle is null
            ? LocalPage.OfThing(number)
            : LocalPage.OfPost(handle, slug ?? "");
        if (await cards.Of(page, stop) is not { } card)
        {
            return NotFound();
        }

        Card = card;
        SecurityHeaders.LetIntoFrames(Response);
        return Page();
    }
}
