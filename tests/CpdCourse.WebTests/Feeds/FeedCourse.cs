using System.Text.Json;
using System.Xml.Linq;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Feeds;

/// <summary>A course with something in every feed.</summary>
internal static class FeedCourse
{
    /// <summary>Every feed there is, as Atom.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "/feed",
        "/things/12/feed",
        "/things/12/questions/1/feed",
        "/@maria/feed",
        "/categories/online-identity/feed",
        "/search/feed?q=good",
        "/comments/feed",
        "/@maria/soup/feed",
    ];

    public static async Task<Post> Fill(this CourseSite site)
    {
        var soup = await site.Published(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text =
                    "A *good* week with [Thing twelve](/things/12) and ![steam](/steam.png).\n\n## What I tried {#q1}\n\nTwo [networks](#q1), a good pair.",
                Things = [12],
                Categories = ["Online identity"],
            }
        );
        await site.AComment(soup, "Dilys", "Lovely *soup*, see [this](/things/12)");
        await site.AnExternalPost("maria", "https://blog.example/soup", "Only the beginning");
        await site.RunJobs();
        return soup;
    }

    public static string In(this string feed, string ending) =>
        feed.Replace("/feed", $"/feed{ending}", StringComparison.Ordinal);

    /// <summary>The rules that this feed breaks, in any of its forms.</summary>
    public static async Task<IReadOnlyList<string>> Broken(this HttpClient reader, string feed)
    {
        var atom = await reader.GetStringAsync(feed);
        var rss = await reader.GetStringAsync(feed.In(".rss"));
        var json = await reader.GetStringAsync(feed.In(".json"));
        return
        [
            .. AtomRules.Broken(XDocument.Parse(atom).Root!).Select(c => $"{feed}: {c}"),
            .. RssRules.Broken(XDocument.Parse(rss).Root!).Select(c => $"{feed.In(".rss")}: {c}"),
            .. JsonFeedRules
                .Broken(JsonDocument.Parse(json).RootElement)
                .Select(c => $"{feed.In(".json")}: {c}"),
        ];
    }
}
