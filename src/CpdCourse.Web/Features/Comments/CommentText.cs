using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Markup;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Comments;

/// <summary>Renders what was typed, unless there is too little or too much of it: the length is looked at first, because rendering cannot be stopped.</summary>
internal sealed class CommentText(Renderer renderer)
{
    public async Task<(RenderedText? Text, Outcome Outcome)> Render(
        string? typed,
        CancellationToken stop
    )
    {
        var text = Text.Lines(typed).Trim();
        if (text.Length == 0)
        {
            return (null, Refusals.CommentIsEmpty);
        }

        if (text.Length > Comment.TextLimit)
        {
            return (null, Refusals.TooLong("Text", "Your comment", Comment.TextLimit));
        }

        try
        {
            var rendered = await renderer.Comment(text, stop);
            return rendered.Html.ToString().Trim().Length == 0
                ? (null, Refusals.CommentIsEmpty)
                : (rendered, Outcome.Done);
        }
        catch (TooDeepException problem)
        {
            return (null, Refusals.TooDeep(problem.Message));
        }
    }
}
