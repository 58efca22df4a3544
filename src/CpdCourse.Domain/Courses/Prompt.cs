namespace CpdCourse.Domain.Courses;

/// <summary>One question of a Thing, worded so that it makes sense alone. Keeps its anchor for as long as the Thing exists.</summary>
public sealed class Prompt
{
    /// <summary>Highest number that a question's anchor may have.</summary>
    public const int NumberLimit = 999;

    private Prompt() { }

    internal Prompt(int number, string text, IEnumerable<string> points)
    {
        Number = number;
        Text = Common.Text.Line(text);
        Points = [.. points.Select(Common.Text.Line).Where(p => p.Length > 0)];
    }

    /// <summary>The number in the anchor: question 3 is <c>#q3</c> for ever, wherever it stands in the list.</summary>
    public int Number { get; private set; }

    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; internal set; }

    /// <summary>The question itself, plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The nested list under the question, plain text; may be empty.</summary>
    public IReadOnlyList<string> Points { get; private set; } = [];

    /// <summary>The fragment of its address: <c>q3</c>.</summary>
    public string Anchor => $"q{Number}";

    internal void Reword(string text, IEnumerable<string> points)
    {
        Text = Common.Text.Line(text);
        Points = [.. points.Select(Common.Text.Line).Where(p => p.Length > 0)];
    }
}
