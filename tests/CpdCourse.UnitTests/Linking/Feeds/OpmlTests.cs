using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using CpdCourse.Linking.Feeds;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class OpmlTests
{
    [Fact]
    public void S6_16_a_list_is_OPML_2_with_type_text_title_and_both_addresses()
    {
        var list = new OpmlList(
            "A course & more",
            [Blog("Maria <3", "https://course.example/@maria"), new("No feed", null, Home)]
        )
        {
            Modified = new DateTimeOffset(2026, 4, 8, 10, 0, 0, TimeSpan.Zero),
        };

        var opml = XDocument.Parse(Encoding.UTF8.GetString(OpmlWriter.Write(list))).Root!;

        opml.Name.ShouldBe("opml");
        opml.Attribute("version")!.Value.ShouldBe("2.0");
        var head = opml.Element("head")!;
        head.Element("title")!.Value.ShouldBe("A course & more");
        head.Element("dateModified")!.Value.ShouldBe("Wed, 08 Apr 2026 10:00:00 GMT");
        var outline = opml.Element("body")!.Elements("outline").ShouldHaveSingleItem();
        outline
            .Attributes()
            .Select(a => $"{a.Name}={a.Value}")
            .ShouldBe([
                "type=rss",
                "text=Maria <3",
                "title=Maria <3",
                "xmlUrl=https://course.example/@maria/feed",
                "htmlUrl=https://course.example/@maria",
            ]);
    }

    [Fact]
    public void S6_16_what_is_written_is_read_again_as_it_was()
    {
        var list = new OpmlList(
            "Ünïcode 😀",
            [Blog("A & B", "https://a.example"), Blog("مرحبا", "https://b.example/x?y=1&copy=2")]
        );

        var read = OpmlReader.Read(OpmlWriter.Write(list))!;

        read.Title.ShouldBe(list.Title);
        read.IsWhole.ShouldBeTrue();
        read.Blogs.Select(b => (b.Title, b.Feed, b.Page))
            .ShouldBe(list.Blogs.Select(b => (b.Title, b.Feed, b.Page)));
    }

    [Fact]
    public void S6_16_blogs_under_the_same_headings_share_them()
    {
        string[][] folders =
        [
            ["Spring", "North"],
            ["Spring", "North"],
            ["Spring"],
            ["Autumn"],
            [],
        ];
        var list = new OpmlList(
            "",
            [.. folders.Select((f, i) => Blog($"{i}", Home.AbsoluteUri) with { Folders = f })]
        );

        var document = OpmlWriter.Write(list);

        var headings = XDocument
            .Parse(Encoding.UTF8.GetString(document))
            .Descendants("outline")
            .Where(o => o.Attribute("xmlUrl") is null)
            .Select(o => o.Attribute("text")!.Value);
        headings.ShouldBe(["Spring", "North", "Autumn"]);
        OpmlReader.Read(document)!.Blogs.Select(b => b.Folders).ShouldBe(folders);
    }

    [Fact]
    public void S6_17_a_list_of_another_reader_is_read_with_its_headings()
    {
        var list = Read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="1.0"><head><title>My&#x20;blogs</title></head><body>
              <outline text="Libraries"><outline text="Academic" title="x">
                <outline TEXT="One" type="rss" XMLURL="https://one.example/feed?a=1&b=2" htmlUrl="https://one.example/"/>
                <outline title="Two" xmlurl="https://two.example/feed"></outline>
              </outline></outline>
              <outline text="Page only" type="link" url="https://three.example/"/>
              <outline text="A list elsewhere" type="include" url="https://four.example/list.opml"/>
              <outline text="Nothing"/>
              <outline text="Last" type="rss" xmlUrl="https://five.example/feed"/>
            </body></opml>
            """
        );

        list.Title.ShouldBe("My blogs");
        list.IsWhole.ShouldBeTrue();
        list.Blogs.Select(b => b.Title).ShouldBe(["One", "Two", "Page only", "Last"]);
        list.Blogs[0].Feed!.AbsoluteUri.ShouldBe("https://one.example/feed?a=1&b=2");
        list.Blogs[0].Folders.ShouldBe(["Libraries", "Academic"]);
        list.Blogs[1].Folders.ShouldBe(["Libraries", "Academic"]);
        list.Blogs[2].Feed.ShouldBeNull();
        list.Blogs[2].Page!.Host.ShouldBe("three.example");
        list.Blogs[3].Folders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Just words")]
    [InlineData("<!doctype html><html><head><title>x</title></head></html>")]
    [InlineData("<rss version=\"2.0\"><channel><title>x</title></channel></rss>")]
    [InlineData("{\"version\": \"1\"}")]
    public void What_is_no_list_is_none(string text) =>
        OpmlReader.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.example/feed")]
    [InlineData("https://user@a.example/feed")]
    [InlineData("/feed")]
    [InlineData("")]
    public void An_address_that_is_none_of_the_web_is_left_out(string address) =>
        Read(List($"<outline text=\"x\" xmlUrl=\"{address}\"/>")).Blogs.ShouldBeEmpty();

    [Fact]
    public void A_list_that_breaks_off_gives_what_came_before()
    {
        var list = Read(
            "<opml><body><outline text=\"a\" xmlUrl=\"https://a.example/\"/><outline text=\"b"
        );

        list.Blogs.ShouldHaveSingleItem();
        list.IsWhole.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")]
    [InlineData("<!DOCTYPE opml [<!ENTITY a 'lol'><!ENTITY x '&a;&a;&a;&a;&a;&a;&a;'>]>")]
    [InlineData("<!DOCTYPE opml SYSTEM 'http://127.0.0.1/x.dtd'>")]
    public void F6_no_entity_of_a_list_is_ever_replaced(string doctype) =>
        Read(doctype + List("<outline text=\"a &x; b\" xmlUrl=\"https://a.example/\"/>"))
            .Blogs.ShouldHaveSingleItem()
            .Title.ShouldBe("a &x; b");

    [Fact]
    public void F6_only_so_many_blogs_are_read()
    {
        const string one = "<outline text=\"x\" xmlUrl=\"https://a.example/\"/>";

        var list = Read(List(string.Concat(Enumerable.Repeat(one, OpmlReader.MaxBlogs + 1))));

        list.Blogs.Count.ShouldBe(OpmlReader.MaxBlogs);
        list.IsWhole.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<outline text=\"x\">")]
    [InlineData("</outline>")]
    [InlineData("<outline ")]
    [InlineData("<outline text=\"&amp;")]
    [InlineData("<![CDATA[")]
    [InlineData("&")]
    [InlineData("<a><!-- ")]
    public void F6_a_mebibyte_of_one_thing_is_read_in_no_time(string piece)
    {
        var text = List(
            string.Concat(Enumerable.Repeat(piece, OpmlReader.MaxBytes / piece.Length))
        );
        var bytes = Encoding.UTF8.GetBytes(
            text + "<outline text=\"last\" xmlUrl=\"https://a.example/\"/>"
        );
        var watch = Stopwatch.StartNew();

        var list = OpmlReader.Read(bytes)!;

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        list.Blogs.Count.ShouldBeLessThan(2);
        list.Blogs.ShouldAllBe(b => b.Folders.Count <= OpmlReader.MaxDepth);
    }

    [Fact]
    public void C5_a_name_is_one_harmless_line_of_so_many_characters()
    {
        var name = "a\u202Eb &lt;b&gt;c&lt;/b&gt;&#10;d " + new string('x', 500);

        var title = Read(List($"<outline text=\"{name}\" xmlUrl=\"https://a.example/\"/>"))
            .Blogs.ShouldHaveSingleItem()
            .Title;

        title.ShouldStartWith("ab c d ");
        title.Length.ShouldBeLessThanOrEqualTo(OpmlReader.MaxTitle);
    }

    private static readonly Uri Home = new("https://course.example/");

    private static OpmlBlog Blog(string title, string page) =>
        new(title, new Uri($"{page}/feed"), new Uri(page));

    private static string List(string body) =>
        $"<opml version=\"2.0\"><head/><body>{body}</body></opml>";

    private static OpmlList Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text))!;
}
