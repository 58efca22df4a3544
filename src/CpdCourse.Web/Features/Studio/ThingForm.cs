using CpdCourse.Domain.Courses;
using CpdCourse.Markup;

namespace CpdCourse.Web.Features.Studio;

/// <summary>The form of a Thing, for changing one and for adding one.</summary>
/// <param name="Input">What stands in it.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Button">What saving is called.</param>
internal sealed record ThingForm(ThingInput Input, string Action, string Button)
{
    /// <summary>Number that a new Thing will have; null when it is there already.</summary>
    public int? NewNumber { get; init; }

    public ThingPreview? Preview { get; init; }

    /// <summary>What is saved now of the fields that differ, when somebody else saved meanwhile.</summary>
    public IReadOnlyList<SavedField> Saved { get; init; } = [];
}

/// <summary>Introduction and questions as readers will see them.</summary>
internal sealed record ThingPreview(SafeHtml Introduction, IReadOnlyList<PromptLine> Prompts);
