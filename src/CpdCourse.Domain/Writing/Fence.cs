namespace CpdCourse.Domain.Writing;

/// <summary>Fenced code in Markdown (CommonMark 4.5): what stands in it is no heading and no rule.</summary>
internal static class Fence
{
    /// <summary>The fence that is open after a line; empty when none is.</summary>
    /// <param name="open">The fence that was open before it; empty when none was.</param>
    /// <param name="line">The line.</param>
    public static string After(string open, string line)
    {
        var text = line.TrimStart(' ');
        if (line.Length - text.Length > 3 || text.Length == 0 || text[0] is not ('`' or '~'))
        {
            return open;
        }

        var run = text[..text.TakeWhile(c => c == text[0]).Count()];
        var rest = text[run.Length..];
        if (open.Length == 0)
        {
            var isInline = run[0] == '`' && rest.Contains('`');
            return run.Length >= 3 && !isInline ? run : "";
        }

        var closes = run[0] == open[0] && run.Length >= open.Length && rest.Trim().Length == 0;
        return closes ? "" : open;
    }
}
