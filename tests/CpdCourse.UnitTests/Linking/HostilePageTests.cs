using System.Diagnostics;
using System.Text;
using CpdCourse.Linking.Pages;
using CpdCourse.Linking.Trackback;

namespace CpdCourse.UnitTests.Linking;

public sealed class HostilePageTests
{
    private static readonly Uri Here = new("https://blog.example/2012/my-post");
    private const string Target = "https://course.example/things/12";

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a href=x><div>")]
    [InlineData("<table><tr><td>x<b>")]
    [InlineData("<p><b x=1><i>")]
    [InlineData("<template>")]
    [InlineData("<svg><math>")]
    [InlineData("<!--")]
    [InlineData("<")]
    [InlineData("&amp;&#x")]
    [InlineData("<a href='https://course.example/things/1'>y</a> ")]
    [InlineData("<a rel=trackback href=x>")]
    [InlineData("<!-- <rdf:Description trackback:ping=x rdf:about=y> -->")]
    [InlineData("<title>")]
    [InlineData("<base href=/>")]
    [InlineData("\0\u202E")]
    public void F6_a_quarter_of_a_hostile_megabyte_takes_no_time(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length));
        var watch = Stopwatch.StartNew();
        Find(html).ShouldBeNull();
        TrackbackDiscovery.Find(html, Here);
        PlainText.FromHtml(html[..65536]);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void F6_any_bytes_can_be_read()
    {
        var random = new Random(23);
        string[] pieces =
        [
            "<a href=",
            Target,
            ">",
            "</a>",
            "<title>",
            "</title>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<svg>",
            "\0",
            "\uD83D",
            "&#xD800;",
            "é",
            "'",
            "\"",
            " ",
            "<h1>",
            "<![CDATA[",
            "]]>",
        ];
        for (var i = 0; i < 2000; i++)
        {
            var html = string.Concat(
                Enumerable.Range(0, random.Next(25)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            var page = Read(html);
            var link = page.FindLink(_ => true);
            page.Title.Any(char.IsControl).ShouldBeFalse(html);
            (link?.Excerpt ?? "").Any(c => char.IsControl(c)).ShouldBeFalse(html);
        }
    }

    private static SourcePage Read(string html) =>
        SourcePage.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Here);

    private static FoundLink? Find(string html) =>
        Read(html).FindLink(url => url.GetLeftPart(UriPartial.Query) == Target);
}
