using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.Web.Features.Things;

/// <summary>The row of filters over a list of responses. Each link keeps what else was chosen.</summary>
internal sealed record Filters(string Path, ResponseFilter Chosen, ResponseList.Counts Counts)
{
    public string? Current => Chosen.Name;

    /// <summary>What stands in place of an empty list.</summary>
    public string Nothing =>
        Current switch
        {
            ResponseList.NoComments => Counts.All == 0
                ? "No responses yet."
                : "Every response here has been answered.",
            ResponseList.Elsewhere => "Nothing from other blogs yet.",
            ResponseList.Talked => "No comments yet.",
            _ => "No responses yet.",
        };

    public string At(string? filter) =>
        QueryHelpers.AddQueryString(
            Path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["thing"] = HasThing ? Chosen.Thing?.Number.ToString(Say.Culture) : null,
                ["category"] = Chosen.Category?.Slug,
                ["run"] = Chosen.Run?.Slug,
                ["filter"] = filter,
            }
        );

    /// <summary>False where the path names the Thing already.</summary>
    public bool HasThing => Path == Addresses.Responses;
}
