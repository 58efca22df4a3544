using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Linking.Fetching;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Looks whether the first page of a blog says that it is its persona's: by a link to the persona's page, or by the word that only they were shown.</summary>
internal sealed class ProveBlog(CourseDb db, SiteSettings site, TimeProvider clock)
{
    public async Task By(Blog blog, Fetched page, CancellationToken stop)
    {
        // A page to which the blog's own redirects has led is another's when it lies elsewhere.
        if (blog.IsProven || !page.IsSuccess || !blog.Holds(page.FinalUrl))
        {
            return;
        }

        var proof =
            await LinksToOwner(blog, page, isFirstPage: true, stop) ? BlogProof.Link
            : OwnersPage.Holds(page.Body, page.ContentType, blog.Token) ? BlogProof.Token
            : BlogProof.None;
        if (proof is not BlogProof.None && !await db.IsClaimed(blog, stop))
        {
            blog.Prove(proof, clock.GetUtcNow());
        }
    }

    /// <summary>The same for any other page of it, which said by itself that it links to its owner's page here.</summary>
    public async Task ByMention(Blog blog, Fetched page, CancellationToken stop)
    {
        if (
            !blog.IsProven
            && page.IsSuccess
            && blog.Holds(page.FinalUrl)
            && await LinksToOwner(blog, page, isFirstPage: false, stop)
            && !await db.IsClaimed(blog, stop)
        )
        {
            blog.Prove(BlogProof.Webmention, clock.GetUtcNow());
        }
    }

    private async Task<bool> LinksToOwner(
        Blog blog,
        Fetched page,
        bool isFirstPage,
        CancellationToken stop
    )
    {
        var people = OwnersPage.PeopleOf(
            page.Body,
            page.ContentType,
            page.FinalUrl,
            HandleIn,
            isFirstPage
        );
        if (people.Count == 0)
        {
            return false;
        }

        var now = await db.Personas.AnyAsync(
            p => p.Id == blog.Persona && p.RetiredAt == null && people.Contains(p.Handle),
            stop
        );
        return now
            || await db.FormerHandles.AnyAsync(
                f => f.Persona == blog.Persona && people.Contains(f.Handle),
                stop
            );
    }

    private string? HandleIn(Uri link) =>
        Elsewhere.IsOurs(link, site.Base)
        && OneSpelling.Bare(Uri.UnescapeDataString(link.AbsolutePath)).Split('/')
            is ["", ['@', _, ..] handle]
            ? handle[1..].ToLowerInvariant()
            : null;
}
