using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Writing;

/// <summary>Texts as rules of the past have rendered them.</summary>
internal static class OldTexts
{
    public const string Word = "bygone";

    private static readonly Rendered Old = new($"<p>{Word}</p>", Word, 1, 0);

    /// <summary>Makes everything that is rendered look as if older rules had done it.</summary>
    public static Task<int> Age(this CourseSite site) =>
        site.Read(async db =>
            await AgePosts(db)
            + await db.Answers.ExecuteUpdateAsync(set => set.SetProperty(a => a.Rendered, Old))
            + await db.Comments.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rendered, Old))
            + await db
                .Things.Where(t => t.Number == 12)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Rendered, Old))
        );

    /// <summary>The same of posts alone.</summary>
    public static Task<int> AgePosts(CourseDb db) =>
        db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Rendered, Old));

    /// <summary>The round that looks for them.</summary>
    public static Task<bool> RenderOldTexts(
        this CourseSite site,
        CancellationToken stop = default
    ) =>
        site.Within(async services =>
        {
            var one = ActivatorUtilities.CreateInstance<RenderOldTexts>(services);
            await one.Run(stop);
            return true;
        });
}
