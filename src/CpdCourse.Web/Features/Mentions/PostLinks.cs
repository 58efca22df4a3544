using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>Where a post's author leads its readers: pages of ours, and pages elsewhere, each once and spelled as in the post, since a receiver looks for that.</summary>
internal sealed record LinksOfPost(IReadOnlyList<LocalPage> Here, IReadOnlyList<string> Elsewhere)
{
    /// <summary>Whether the page is linked, at whatever place in it.</summary>
    public bool LeadsTo(string address) =>
        Elsewhere.Any(link => OutgoingLink.Page(link) == OutgoingLink.Page(address));
}

/// <summary>
/// Reads the links out of a post as its author set them. Rendered anew for that: the stored HTML also holds the links that we make
/// ("Thing 12", @names, question headings), and nobody is told of those.
/// </summary>
internal sealed class PostLinks(Renderer renderer, SiteSettings site)
{
    public async Task<LinksOfPost> Of(Post post, CancellationToken stop)
    {
        // A post that was written elsewhere tells from there whom it links to, also when its whole text is shown here.
        if (post.Origin is Origin.External)
        {
            return new LinksOfPost([], []);
        }

        var links = (await renderer.Post(post.Text, null, stop)).Links;
        return new LinksOfPost(
            [
                .. links
                    .Select(link => LocalPage.Read(link, site.Base))
                    .OfType<LocalPage>()
                    .Distinct(),
            ],
            [.. Hosting.Elsewhere.Of(links, site.Base)]
        );
    }
}
