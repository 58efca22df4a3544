using System.Globalization;
using System.Text;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>
/// What WordPress writes is read. The answers were kept by <c>./dev interop wordpress</c>, which runs this class once more on those of its own blog
/// (their folder is in CPD_WORDPRESS).
/// </summary>
public sealed class WordPressFeedTests
{
    private const string Bus = "http://blog.test/2024/03/a-library-card-for-the-bus/";

    [Theory]
    [InlineData("home")]
    [InlineData("post")]
    public void The_feed_of_the_blog_is_found(string page)
    {
        var (headers, body) = Answer(page);
        var found = FeedDiscovery.Find(
            body,
            Header(headers, "Content-Type"),
            new Uri(page == "home" ? "http://blog.test/" : Bus),
            LinkHeader.Read(Headers(headers, "Link"), new Uri("http://blog.test/"))
        );

        found.Generator.ShouldNotBeNull().ShouldStartWith("WordPress ");
        found
            .Links.Where(l => l.Contents is FeedContents.Posts)
            .ShouldHaveSingleItem()
            .Address.AbsoluteUri.ShouldBe("http://blog.test/feed/");
        found
            .Links.Where(l => l.Contents is FeedContents.Comments)
            .Select(l => l.Address.AbsolutePath)
            .ShouldContain("/comments/feed/");
    }

    [Theory]
    [InlineData("rss2")]
    [InlineData("atom")]
    [InlineData("rdf")]
    public void Posts_are_read(string format)
    {
        var feed = Read(format);

        feed.Title.ShouldBe("Nell reads");
        feed.HomePage.ShouldBe(new Uri("http://blog.test"));
        feed.IsWhole.ShouldBeTrue();
        feed.Entries.Select(e => (e.Title, e.Link?.AbsolutePath, Written(e)))
            .ShouldBe([
                ("Look at me", "/2024/05/look-at-me/", "2024-05-21 06:00"),
                ("On foot", "/2024/05/on-foot/", "2024-05-20 05:45"),
                (
                    "Trams, and what is read in them",
                    "/2024/04/trams-and-what-is-read-in-them/",
                    "2024-04-02 16:05"
                ),
                (
                    "A library card for the bus",
                    "/2024/03/a-library-card-for-the-bus/",
                    "2024-03-14 08:30"
                ),
            ]);
        feed.Entries.ShouldAllBe(e => e.Author == "nell");
        feed.Entries[2].Tags.Order(StringComparer.Ordinal).ShouldBe(["CPD", "Thing 6"]);
        feed.Entries[3]
            .Tags.Order(StringComparer.Ordinal)
            .ShouldBe(["CPD", "buses & trams", "thing12"]);
        feed.Entries[3]
            .ContentHtml.ShouldNotBeNull()
            .ShouldContain("<a href=\"http://course.test/things/12\">Thing 12</a>");
        feed.Entries[3].ContentHtml!.ShouldContain("Straße, Köln, 東京 &amp; back.");
    }

    [Theory]
    [InlineData("comments")]
    [InlineData("comments-atom")]
    public void Comments_are_read(string format)
    {
        var entry = Read(format).Entries.ShouldHaveSingleItem();

        entry.Link.ShouldNotBeNull().AbsoluteUri.ShouldStartWith($"{Bus}#comment-");
        entry.Title.ShouldContain("A library card for the bus");
        entry.Author.ShouldNotBeNull().ShouldStartWith("By bicycle & in the rain");
        entry.Published.ShouldNotBeNull();
        entry.ContentHtml.ShouldNotBeNull().ShouldContain("took the bus");
    }

    private static string? Written(ReadEntry entry) =>
        entry.Published?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static ReadFeed Read(string name)
    {
        var (headers, body) = Answer(name);
        return FeedReader
            .Read(body, Header(headers, "Content-Type"), new Uri("http://blog.test/feed/"))
            .ShouldBeOfType<ReadFeed>();
    }

    private static (string[] Headers, byte[] Body) Answer(string name)
    {
        var folder =
            Environment.GetEnvironmentVariable("CPD_WORDPRESS")
            ?? Path.Combine(
                Repository.Root,
                "tests",
                "CpdCourse.UnitTests",
                "Linking",
                "cases",
                "wordpress"
            );
        var bytes = File.ReadAllBytes(Path.Combine(folder, $"{name}.http"));
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return (Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n"), bytes[(end + 4)..]);
    }

    private static string? Header(string[] headers, string name) =>
        Headers(headers, name).FirstOrDefault();

    private static IEnumerable<string> Headers(string[] headers, string name) =>
        headers
            .Where(h => h.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
            .Select(h => h[(name.Length + 1)..].Trim());
}
