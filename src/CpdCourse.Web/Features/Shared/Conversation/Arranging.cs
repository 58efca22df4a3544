using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using Row = CpdCourse.Web.Features.Shared.Conversation.CommentThread.Row;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>Makes two levels of a tree: what stands below a top comment follows it flat, and says whom it answers.</summary>
internal sealed class Arranging(
    CommentedPost post,
    CommentReader reader,
    IReadOnlyList<CommentThread.Row> rows
)
{
    private readonly Dictionary<Id<Comment>, Row> byId = rows.ToDictionary(row => row.Id);

    public CommentThread Thread()
    {
        // A parent is always older than its reply, so that both walks up a chain end.
        var placed = new HashSet<Id<Comment>>();
        foreach (var row in rows.Where(IsVisible))
        {
            for (var each = row; each is not null && placed.Add(each.Id); each = Parent(each)) { }
        }

        var tops = rows.Where(row => placed.Contains(row.Id))
            .GroupBy(row => Top(row).Id)
            .Select(group => (Top(group.First()), group.Where(row => row.Parent is not null)))
            .OrderBy(top => top.Item1.Number);
        return new CommentThread(
            post,
            [
                .. tops.Select(top => new TopLine(
                    Line(top.Item1, null),
                    [.. top.Item2.Select(Reply)]
                )),
            ],
            rows.Count(row => row.State is Moderation.Shown)
        );
    }

    private bool IsVisible(Row row) =>
        row.State is Moderation.Shown || (row.State is Moderation.Held && reader.Wrote(row));

    private Row? Parent(Row row) => row.Parent is { } id ? byId.GetValueOrDefault(id) : null;

    private Row Top(Row row)
    {
        while (Parent(row) is { } parent)
        {
            row = parent;
        }

        return row;
    }

    private CommentLine Reply(Row row)
    {
        var parent = Parent(row)!;
        return parent.Parent is null || !IsVisible(parent) || Says(row.Html, parent)
            ? Line(row, null)
            : Line(row, Line(parent, null));
    }

    // Who types the name at the beginning need not read it twice.
    private static bool Says(string html, Row whom)
    {
        var beginning = html.AsSpan(0, Math.Min(html.Length, 160));
        return whom.Handle is { } handle
            && beginning.StartsWith("<p><a ")
            && beginning.IndexOf($">@{handle}</a>") is >= 0 and var at
            && beginning.IndexOf("</a>") == at + handle.Length + 2;
    }

    private CommentLine Line(Row row, CommentLine? answers)
    {
        var visible = IsVisible(row);
        var mine = visible && reader.Wrote(row);
        return new CommentLine
        {
            Post = post,
            Id = row.Id,
            Number = row.Number,
            IsGone = !visible,
            IsHeld = visible && row.State is Moderation.Held,
            IsMine = mine,
            IsEditable = mine && reader.Now - row.WrittenAt <= Comment.EditableFor,
            IsEdited = visible && row.UpdatedAt is not null,
            ByAuthor = visible && row.Author == post.Author,
            Name = visible ? row.Name : "",
            Handle = visible ? row.Handle : null,
            Site = visible ? row.Site : "",
            Colour = visible ? row.Colour ?? ThreadLine.ColourOf(row.Name) : 1,
            Html = visible ? row.Html : "",
            WrittenAt = row.WrittenAt,
            Answers = answers,
        };
    }
}
