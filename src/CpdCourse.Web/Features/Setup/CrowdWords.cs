using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Setup;

/// <summary>Everything that the crowd says, rendered once: posts by the Thing they answer, and remarks.</summary>
/// <param name="Posts">Texts for each Thing that the demo course writes about.</param>
/// <param name="Remarks">Comments.</param>
internal sealed record CrowdWords(
    IReadOnlyDictionary<Id<Thing>, IReadOnlyList<CrowdText>> Posts,
    IReadOnlyList<CrowdRemark> Remarks
)
{
    public IEnumerable<Category> Categories =>
        Posts.Values.SelectMany(t => t).SelectMany(t => t.Publication.Categories).Distinct();
}

/// <summary>A text that several people publish.</summary>
internal sealed record CrowdText(Draft Draft, Publication Publication, string Plain);

/// <summary>A comment that several people make.</summary>
internal sealed record CrowdRemark(string Text, Rendered Rendered, string Plain);
