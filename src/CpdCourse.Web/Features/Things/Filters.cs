namespace CpdCourse.Web.Features.Things;

/// <summary>The row of filters over a list of responses.</summary>
internal sealed record Filters(string Path, string? Current, ResponseList.Counts Counts)
{
    /// <summary>What stands in place of an empty list.</summary>
    public string Nothing =>
        Current switch
        {
            ResponseList.NoComments => "Every response here has been answered.",
            ResponseList.Elsewhere => "Nothing from other blogs yet.",
            ResponseList.Talked => "No comments yet.",
            _ => "No responses yet.",
        };
}
