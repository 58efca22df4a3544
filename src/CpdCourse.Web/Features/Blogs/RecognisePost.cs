using CpdCourse.Data;
using CpdCourse.Domain.Recognising;
using CpdCourse.Linking.Pages;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Says which Things a post on another site answers, by the words that the course has now.</summary>
internal sealed class RecognisePost(CourseDb db, SiteSettings site)
{
    private CourseWords? words;

    public async Task<IReadOnlyList<RecognisedThing>> In(PostOnPage post, CancellationToken stop)
    {
        var seen = new SeenPost
        {
            Title = post.Title,
            Tags = post.Tags,
            Headings = post.Headings,
            Links =
            [
                .. post
                    .Links.Select(link => LocalPage.Read(link, site.Base)?.Thing ?? 0)
                    .Where(number => number > 0),
            ],
        };
        return RecogniseThings.In(seen, words ??= await Words(stop));
    }

    private async Task<CourseWords> Words(CancellationToken stop)
    {
        var things = await db.Things.AsNoTracking().Include(t => t.Prompts).ToListAsync(stop);
        return new CourseWords([
            .. things.Select(t => new ThingWords(
                t.Number,
                t.Title,
                [.. t.Prompts.Select(p => p.Text)]
            )),
        ]);
    }
}
