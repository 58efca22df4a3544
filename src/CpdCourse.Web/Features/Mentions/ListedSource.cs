using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Mentions;

/// <summary>A page of a proven blog that stands in the lists here as a post: what it does not say of itself, its blog's feed and the course have said (protocols 2, fallbacks).</summary>
internal sealed class ListedSource(CourseDb db, ProvenBlogs blogs)
{
    /// <summary>The words with a title where the page has none, and with its author where it names nobody.</summary>
    public async Task<MentionWords> Complete(MentionWords words, Uri page, CancellationToken stop)
    {
        var isSigned = words.AuthorName.Length > 0 || words.AuthorUrl.Length > 0;
        var isTitled = words.Title.Length > 0;
        if (isSigned && isTitled)
        {
            return words;
        }

        var spellings = Link.Spellings(page);
        var listed = await (
            from post in db.Posts
            join author in db.Personas on post.Author equals author.Id
            where post.SourceUrl != null && spellings.Contains(post.SourceUrl)
            where post.State == PostState.Published && post.Audience == Audience.Everyone
            select new
            {
                post.Title,
                author.Name,
                author.Id,
            }
        ).FirstOrDefaultAsync(stop);
        return listed is null || await blogs.Of(page, listed.Id, stop) is null
            ? words
            : words with
            {
                Title = isTitled ? words.Title : listed.Title,
                AuthorName = isSigned ? words.AuthorName : listed.Name,
            };
    }
}
