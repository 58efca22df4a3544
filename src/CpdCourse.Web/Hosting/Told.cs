using System.Globalization;

namespace CpdCourse.Web.Hosting;

/// <summary>What a save changed, as far as other nodes keep something of it.</summary>
[Flags]
internal enum News
{
    None = 0,

    /// <summary>Something that readers see.</summary>
    Seen = 1,

    /// <summary>Something of the course itself.</summary>
    Course = 2,

    /// <summary>There is work to be done.</summary>
    Jobs = 4,

    All = Seen | Course | Jobs,
}

/// <summary>News as they go from node to node.</summary>
/// <param name="Node">Who tells them.</param>
/// <param name="News">What has changed.</param>
internal sealed record Told(string Node, News News)
{
    public const string Channel = "course";

    public override string ToString() =>
        $"{Node} {((int)News).ToString(CultureInfo.InvariantCulture)}";

    public static Told? Read(string text) =>
        text.Split(' ') is [{ Length: > 0 } node, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var news)
            ? new Told(node, (News)news & News.All)
            : null;
}

/// <summary>This process among those that share a database.</summary>
internal sealed class ThisNode
{
    public string Name { get; } = Guid.NewGuid().ToString("N");
}

/// <summary>Drops what is kept of something that has changed elsewhere, or wakes the workers.</summary>
internal sealed class TakeNews(GlanceCache glance, Changes changes, Jobs.JobBell bell)
{
    public void Take(News news)
    {
        // Before the pages, which are made with it.
        if (news.HasFlag(News.Course))
        {
            glance.Forget();
        }

        if ((news & (News.Seen | News.Course)) != News.None)
        {
            changes.Note();
        }

        if (news.HasFlag(News.Jobs))
        {
            bell.Ring();
        }
    }
}
