using CpdCourse.Domain.Writing;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The content files of the demo course, as they are written.</summary>
internal static class DemoFiles
{
    public static Task<List<DemoPerson>> People(CancellationToken stop) =>
        SeedFiles.ReadYaml<List<DemoPerson>>("demo/people.yaml", stop);

    public static async Task<List<DemoPost>> Posts(CancellationToken stop)
    {
        var posts = new List<DemoPost>();
        foreach (var file in SeedFiles.In("demo/posts", "*.md"))
        {
            var (post, body) = await SeedFiles.Read<DemoPost>(file, stop);
            post.File = Path.GetFileName(file);
            post.Body = body;
            posts.Add(post);
        }

        return posts;
    }

    /// <summary>A span as people write it: "1d 3h", "40m".</summary>
    public static TimeSpan Span(string written)
    {
        var span = TimeSpan.Zero;
        foreach (var part in written.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var count = int.Parse(part.AsSpan(0, part.Length - 1), Hosting.Say.Culture);
            span += part[^1] switch
            {
                'd' => TimeSpan.FromDays(count),
                'h' => TimeSpan.FromHours(count),
                'm' => TimeSpan.FromMinutes(count),
                _ => throw new InvalidDataException($"“{written}” is not a span like 1d 3h."),
            };
        }

        return span;
    }
}

internal sealed class DemoPerson
{
    public string Handle { get; set; } = "";
    public string Name { get; set; } = "";
    public string Place { get; set; } = "";
    public string Sector { get; set; } = "";
    public string Words { get; set; } = "";

    /// <summary>Week of the run, from 1.</summary>
    public int Joined { get; set; } = 1;
    public bool Hidden { get; set; }

    /// <summary>Handle of the person whose second persona it is; empty for a person.</summary>
    public string Account { get; set; } = "";
    public Domain.People.Role Role { get; set; }
}

internal sealed class DemoPost
{
    public string File { get; set; } = "";
    public string Body { get; set; } = "";
    public string Author { get; set; } = "";
    public List<int> Things { get; set; } = [];
    public string Title { get; set; } = "";

    /// <summary>How long after the first Thing opened.</summary>
    public string After { get; set; } = "";
    public string Manner { get; set; } = "prose";
    public string Source { get; set; } = "";
    public Audience Audience { get; set; }

    /// <summary>Its author has not published it yet.</summary>
    public bool Draft { get; set; }
    public List<string> Categories { get; set; } = [];
    public List<DemoComment> Comments { get; set; } = [];
    public List<DemoTrackback> Trackbacks { get; set; } = [];

    public bool IsExternal => Manner == "external";
}

internal sealed class DemoComment
{
    public string By { get; set; } = "";
    public string Visitor { get; set; } = "";

    /// <summary>How long after the post or the comment it answers.</summary>
    public string After { get; set; } = "";
    public string Text { get; set; } = "";
    public bool Held { get; set; }
    public List<DemoComment> Replies { get; set; } = [];
}

internal sealed class DemoTrackback
{
    public string Url { get; set; } = "";
    public string Site { get; set; } = "";
    public string Title { get; set; } = "";
    public string Excerpt { get; set; } = "";
    public string After { get; set; } = "";
    public bool Held { get; set; }
}
