using System.Text.Json;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Hosting;

/// <summary>What a save has changed, as far as other nodes keep something of it: sent from node to node as JSON.</summary>
internal sealed class News
{
    public const string Channel = "course";

    // A message of PostgreSQL has room for 8,000 bytes.
    private const int MostTalks = 100;

    /// <summary>Whose save it was.</summary>
    public string Node { get; set; } = "";

    /// <summary>Something of the course itself has changed.</summary>
    public bool Course { get; set; }

    /// <summary>There is work to be done.</summary>
    public bool Jobs { get; set; }

    /// <summary>What has changed may show anywhere.</summary>
    public bool Anywhere { get; set; }

    /// <summary>Under these posts words have changed; true when others than their writer see them.</summary>
    public Dictionary<Guid, bool> Talks { get; init; } = [];

    /// <summary>For those who cannot know what they missed.</summary>
    public static News OfEverything() =>
        new()
        {
            Course = true,
            Jobs = true,
            Anywhere = true,
        };

    public void Add(SeenChanges seen)
    {
        foreach (var (post, isShown) in seen.Talks)
        {
            Talks[post.Value] = Talks.GetValueOrDefault(post.Value) || isShown;
        }

        if (seen.IsAnywhere || Talks.Count > MostTalks)
        {
            Anywhere = true;
            Talks.Clear();
        }
    }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Default);

    /// <returns>Null for what is no message of ours.</returns>
    public static News? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<News>(text, JsonSerializerOptions.Default);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>This process among those that share a database.</summary>
internal sealed class ThisNode
{
    public string Name { get; } = Guid.NewGuid().ToString("N");
}

/// <summary>Drops what is kept of something that has changed elsewhere, or wakes the workers.</summary>
internal sealed class TakeNews(GlanceCache glance, Changes changes, JobBell bell)
{
    public void Take(News news)
    {
        if (news.Course)
        {
            // Before the pages, which are made with it.
            glance.Forget();
        }

        if (news.Course || news.Anywhere)
        {
            changes.Note();
        }

        foreach (var (post, isShown) in news.Talks)
        {
            changes.NoteTalk(new Id<Post>(post), isShown);
        }

        if (news.Jobs)
        {
            bell.Ring();
        }
    }
}
