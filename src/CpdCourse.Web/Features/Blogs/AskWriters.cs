using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>
/// Asks writers by letter about new posts of their blogs whose Thing is a guess: one letter for all that waits in a blog, and never twice about the same post.
/// Posts that were there before the blog was followed were shown to the writer then.
/// </summary>
internal sealed class AskWriters(
    CourseDb db,
    ToldNotes told,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
) : IRecurring
{
    // Older ones were asked about, or their writer has chosen not to answer.
    private static readonly TimeSpan New = TimeSpan.FromDays(2);

    // The letter names so many; the page has all.
    private const int Named = 5;

    public async Task Run(CancellationToken stop)
    {
        var since = clock.GetUtcNow() - New;
        var waiting = await (
            from entry in db.BlogEntries.AsNoTracking()
            join blog in db.Blogs on entry.Blog equals blog.Id
            where entry.State == EntryState.Asked && entry.FoundAt > since && !entry.IsFromBefore
            where blog.FollowedAt != null && blog.Proof != BlogProof.None
            orderby entry.WrittenAt descending
            select new { Entry = entry, Blog = blog }
        ).ToListAsync(stop);
        foreach (var of in waiting.GroupBy(row => row.Blog.Id))
        {
            await Ask(of.First().Blog, [.. of.Select(row => row.Entry)], stop);
        }
    }

    private async Task Ask(Blog blog, List<BlogEntry> waiting, CancellationToken stop)
    {
        var unasked = new List<BlogEntry>();
        foreach (var entry in waiting)
        {
            if (!await told.WasTold(entry.Id, stop))
            {
                unasked.Add(entry);
            }
        }

        if (unasked.Count == 0 || await db.MailOfOwner(blog.Persona, stop) is not { } to)
        {
            return;
        }

        var course = (await glance.Get(stop)).Title;
        var letter = new Letter(
            to,
            $"{course}: does your post answer a Thing?",
            Text(course, unasked, site.Absolute(Addresses.Blog(blog.Id.Value)))
        );
        db.Post(letter, clock.GetUtcNow());
        unasked.ForEach(entry => told.Note(entry.Id));
        await db.SaveChangesAsync(stop);
    }

    private static string Text(string course, List<BlogEntry> asked, Uri page)
    {
        var lines = asked
            .Take(Named)
            .Select(entry => $"- {entry.Title}\n  {BlogWords.Of(entry)} {entry.Source}");
        var rest = asked.Count > Named ? $"\n- and {asked.Count - Named} more" : "";
        return $"""
            Hello,

            {course} has seen this on your blog, and does not know whether it is a response:

            {string.Join('\n', lines)}{rest}

            Say so with one click each: {page}

            Until then it is not listed. A link to the Thing, or its number in the title ("Thing 12: ..."), lists a post without a question.
            """.ReplaceLineEndings("\n");
    }
}
