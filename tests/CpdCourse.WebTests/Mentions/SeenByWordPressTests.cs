using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Mentions;

/// <summary>WordPress looks at a page of ours, before it believes our pingback, with patterns instead of a parser. This looks in the same way (pingback_ping of WordPress 6).</summary>
public sealed partial class SeenByWordPressTests
{
    // What it reads of a page.
    private const int Beginning = 153_600;

    [Theory]
    [InlineData("[the soup](https://blog.example/2012/soup/)", "https://blog.example/2012/soup/")]
    [InlineData("[soup](https://blog.example/?p=12&cat=3)", "https://blog.example/?p=12&cat=3")]
    [InlineData("* a\n* [**bold**, _soup_](https://blog.example/a)", "https://blog.example/a")]
    [InlineData("> [soup](https://blog.example/a#b)", "https://blog.example/a#b")]
    [InlineData("https://blog.example/2012/soup", "https://blog.example/2012/soup")]
    [InlineData("[soup](https://blog.example/a 'A title')", "https://blog.example/a")]
    [InlineData("[soup](https://blog.example/%C3%BC)", "https://blog.example/%C3%BC")]
    public async Task P5_17_the_address_that_was_sent_stands_in_a_link_with_words(
        string text,
        string target
    )
    {
        await using var site = new CourseSite(Trackbacks.NothingIsSent);
        await site.APost("Maria", "Soup", text, 12);

        LinkWords(await Page(site), target).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task P5_17_a_link_at_the_end_of_a_long_post_stands_near_enough_to_the_beginning()
    {
        await using var site = new CourseSite(Trackbacks.NothingIsSent);
        var words = string.Concat(Enumerable.Repeat("Nine words. ", 4_000));
        await site.APost("Maria", "Soup", $"{words}\n\n[soup](https://blog.example/a)", 12);

        LinkWords(await Page(site), "https://blog.example/a").ShouldBe("soup");
    }

    private static async Task<string> Page(CourseSite site)
    {
        using var visitor = site.Visitor();
        using var answer = await visitor.GetAsync("/@maria/soup");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, "It follows no redirect.");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, Beginning)));
    }

    // Null when it finds no link.
    private static string? LinkWords(string page, string target)
    {
        var source = Space().Replace(page.Replace("<!DOC", "", StringComparison.Ordinal), " ");
        source = Block().Replace(source, "\n\n");
        Title().Match(source).Groups["title"].Value.Trim().ShouldNotBeEmpty();
        var escaped = target.Replace("&", "&amp;", StringComparison.Ordinal);
        return OtherTag()
            .Replace(source, "")
            .Split("\n\n")
            .Where(part => part.Contains(escaped, StringComparison.Ordinal))
            .Select(part =>
                Regex.Match(
                    part,
                    $"<a[^>]+?{Regex.Escape(escaped)}[^>]*>(?<words>[^>]+?)</a>",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
            )
            .FirstOrDefault(match => match.Success)
            ?.Groups["words"]
            .Value;
    }

    [GeneratedRegex("[ \\s]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();

    [GeneratedRegex(
        "</*(h1|h2|h3|h4|h5|h6|p|th|td|li|dt|dd|pre|caption|input|textarea|button|body)[^>]*>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Block();

    [GeneratedRegex(
        "<title[^>]*?>(?<title>.*?)</title>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Title();

    // strip_tags, which leaves links alone.
    [GeneratedRegex("<(?!/?a[ >])[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherTag();
}
