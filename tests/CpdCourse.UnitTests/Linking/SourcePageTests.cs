using System.Text;
using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking;

public sealed class SourcePageTests
{
    private static readonly Uri Here = new("https://blog.example/2012/my-post");
    private const string Target = "https://course.example/things/12";

    [Theory]
    [InlineData("<title> My\n post &amp; more </title><h1>Heading</h1>", "My post & more")]
    [InlineData(
        "<title></title><h1>The <em>big</em> heading</h1><h1>Other</h1>",
        "The big heading"
    )]
    [InlineData("<p>No title", "")]
    [InlineData("<svg><circle/></svg><title>Post</title><svg><title>Icon</title></svg>", "Post")]
    [InlineData("<title>a\u202Eb</title>", "ab")]
    [InlineData("<script><title>No</title></script><title>Yes</title>", "Yes")]
    public void P2_18_a_title_is_found(string html, string title) =>
        Read(html).Title.ShouldBe(title);

    [Theory]
    [InlineData("<title>Mine | Blog</title><meta property=og:title content='Mine'>", "Mine", "")]
    [InlineData("<title>T</title><meta name=author content=' Amara  Obi '>", "T", "Amara Obi")]
    [InlineData("<title>T</title><meta name=Author content=''>", "T", "")]
    public void P2_18_without_microformats_the_metadata_speak(
        string html,
        string title,
        string author
    )
    {
        var page = Read(html);

        (page.Title, page.Author).ShouldBe((title, author));
    }

    [Theory]
    [InlineData("[\"\\ud800\", \"https://course.example/things/12\"]", false)]
    [InlineData("{\"a\": \"https:\\/\\/course.example\\/things\\/12\"}", true)]
    [InlineData("\"https://course.example/things/12\"", true)]
    [InlineData("{", false)]
    public void P1_2_10_JSON_links_by_whole_texts(string json, bool isFound) =>
        (
            SourcePage
                .Read(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8", Here)
                .FindLink(IsTarget)
            is not null
        ).ShouldBe(isFound);

    [Fact]
    public void P1_2_10_JSON_that_nests_beyond_measure_does_no_harm() =>
        SourcePage
            .Read(Encoding.UTF8.GetBytes(new string('[', 500_000)), "application/json", Here)
            .FindLink(IsTarget)
            .ShouldBeNull();

    [Fact]
    public void A_long_title_is_cut() =>
        Read($"<title>{new string('x', 900)}</title>").Title.Length.ShouldBe(200);

    [Theory]
    [InlineData("<a href='https://course.example/things/12'>Thing 12</a>", "Thing 12")]
    [InlineData(
        "<A HREF=https://course.example/things/12#prompt-2>Thing <b>12</b></A>",
        "Thing 12"
    )]
    [InlineData("<a href='&#104;ttps://course.example/things/12'>x</a>", "x")]
    [InlineData("<a href=' https://course.example/th\nings/12 '>x</a>", "x")]
    [InlineData("<a href='//course.example/things/12'>x</a>", "x")]
    [InlineData("<base href='https://course.example/x/'><a href='../things/12'>x</a>", "x")]
    [InlineData("<a href='things/12'>x</a><base href='https://course.example/'>", "x")]
    [InlineData("<a href='https://course.example/things/12'>never closed", "never closed")]
    [InlineData("<a href='https://course.example/things/12'>one<a href=y>two</a>", "one")]
    [InlineData("<map><area href='https://course.example/things/12' alt='A part'></map>", "A part")]
    [InlineData("<blockquote cite='https://course.example/things/12'>quoted</blockquote>", "")]
    [InlineData("<q cite='https://course.example/things/12'>quoted</q>", "")]
    [InlineData("<img src='https://course.example/things/12' alt='A picture'>", "A picture")]
    [InlineData("<video src='https://course.example/things/12'></video>", "")]
    [InlineData("<audio><source src='https://course.example/things/12'></audio>", "")]
    [InlineData("<link rel=in-reply-to href='https://course.example/things/12'>", "")]
    [InlineData("<svg><style/></svg><a href='https://course.example/things/12'>x</a>", "x")]
    [InlineData(
        "<svg><title>Icon</title><a href='https://course.example/things/12'>x</a></svg>",
        "x"
    )]
    public void P1_2_9_a_link_is_found(string html, string text) =>
        Find(html).ShouldNotBeNull().Text.ShouldBe(text);

    [Theory]
    [InlineData("<!-- <a href='https://course.example/things/12'>x</a> -->")]
    [InlineData("<!-- a --!><!-- <a href='https://course.example/things/12'>x</a>")]
    [InlineData("<script>var x = \"<a href='https://course.example/things/12'>x</a>\"</script>")]
    [InlineData(
        "<script><!-- <script> </script> <a href='https://course.example/things/12'>x</a> --></script>"
    )]
    [InlineData("<style><a href='https://course.example/things/12'>x</a></style>")]
    [InlineData("<template><div><a href='https://course.example/things/12'>x</a></div></template>")]
    [InlineData(
        "<template><template></template><a href='https://course.example/things/12'>x</a></template>"
    )]
    [InlineData("<noscript><a href='https://course.example/things/12'>x</a></noscript>")]
    [InlineData("<textarea><a href='https://course.example/things/12'>x</a></textarea>")]
    [InlineData("<title><a href='https://course.example/things/12'>x</a></title>")]
    [InlineData("<iframe><a href='https://course.example/things/12'>x</a></iframe>")]
    [InlineData("<xmp><a href='https://course.example/things/12'>x</a></xmp>")]
    [InlineData("<plaintext><a href='https://course.example/things/12'>x</a>")]
    [InlineData("<svg><![CDATA[ > <a href='https://course.example/things/12'>x</a> ]]></svg>")]
    [InlineData("&lt;a href='https://course.example/things/12'>x&lt;/a>")]
    [InlineData("<p title=\"<a href='https://course.example/things/12'>\">x</p>")]
    [InlineData("<p>https://course.example/things/12</p>")]
    [InlineData("<a data-href='https://course.example/things/12' name=x>x</a>")]
    [InlineData("<a href='https://course.example/things/120'>x</a>")]
    [InlineData("<a href='https://course.example/things/1'>x</a>")]
    [InlineData("<a href='https://other.example/?to=https://course.example/things/12'>x</a>")]
    [InlineData("<a href='http://[bad'>x</a><a href='javascript:1'>y</a>")]
    [InlineData("")]
    public void P1_2_9_no_link_is_seen_where_no_reader_sees_one(string html) =>
        Find(html).ShouldBeNull();

    [Fact]
    public void P2_12_an_excerpt_shows_the_words_around_the_link()
    {
        var before = string.Concat(Enumerable.Range(0, 60).Select(i => $"<b>w{i}</b> "));
        var link = Find(
                $"<div><h1>My post</h1><p>{before}I liked <a href='{Target}'>the <i>wiki</i> task</a>, really.</p><p>{before}</p></div>"
            )
            .ShouldNotBeNull();

        link.Text.ShouldBe("the wiki task");
        link.Excerpt.ShouldStartWith("…w");
        link.Excerpt.ShouldContain(" w59 I liked the wiki task, really. w0 w1 ");
        link.Excerpt.ShouldEndWith("…");
        link.Excerpt.Length.ShouldBeLessThanOrEqualTo(100 + 13 + 100 + 2);
    }

    [Fact]
    public void P2_13_a_short_page_is_its_own_excerpt_and_that_is_text()
    {
        Find($"<title>t</title><p>See <a href='{Target}'>it</a>.</p>")!.Excerpt.ShouldBe("See it.");
        Find($"<p>See<a href='{Target}'> it </a>now.</p>")!.Excerpt.ShouldBe("See it now.");
        Find($"<p>See<img src='{Target}' alt=it>now.</p>")!.Excerpt.ShouldBe("See it now.");
        Find($"<p><script>alert(1)</script>&lt;script&gt;\u202E<a href='{Target}'>it</a>")!
            .Excerpt.ShouldBe("<script>it");
    }

    [Fact]
    public void A_link_with_words_comes_before_metadata()
    {
        var link = Find(
                $"<link href='{Target}'><img src='{Target}' alt=no><p>See <a href='{Target}'>it</a>"
            )
            .ShouldNotBeNull();

        link.Text.ShouldBe("it");
    }

    [Theory]
    [InlineData("See https://course.example/things/12, please.", true)]
    [InlineData("See <https://course.example/things/12>", true)]
    [InlineData("(https://course.example/things/12)", true)]
    [InlineData("https://course.example/things/123", false)]
    [InlineData("<a href='https://course.example/things/12x'>", false)]
    [InlineData("course.example/things/12", false)]
    [InlineData("xhttps://course.example/things/12", false)]
    public void P1_2_10_plain_text_links_by_whole_words(string text, bool isFound)
    {
        var page = SourcePage.Read(Encoding.UTF8.GetBytes(text), "text/plain", Here);

        (page.FindLink(IsTarget) is not null).ShouldBe(isFound);
        page.Title.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<title>Caf\u00C3\u00A9</title>", "text/html", "Café")]
    [InlineData("<title>Caf\u00E9 \u0093x\u0094</title>", "text/html", "Café “x”")]
    [InlineData("<title>\u0093\u00FA</title>", "text/html; charset=shift_jis", "日")]
    [InlineData("<meta charset=koi8-r><title>\u00F0</title>", "text/html", "П")]
    [InlineData(
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><title>\u00CF</title>",
        "text/html",
        "П"
    )]
    [InlineData("<!-- <meta charset=koi8-r> --><title>\u00F0</title>", "text/html", "ð")]
    [InlineData("<meta charset=utf-16><title>Caf\u00C3\u00A9</title>", "text/html", "Café")]
    [InlineData("<meta charset=utf-7><title>+ADw-</title>", "text/html", "+ADw-")]
    [InlineData(
        "<?xml version='1.0' encoding='iso-8859-2'?><title>\u00B9</title>",
        "application/xhtml+xml",
        "š"
    )]
    [InlineData(
        "<meta charset=koi8-r><title>Caf\u00C3\u00A9</title>",
        "text/html; charset=utf-8",
        "Café"
    )]
    [InlineData(
        "\u00EF\u00BB\u00BF<title>Caf\u00C3\u00A9</title>",
        "text/html; charset=koi8-r",
        "Café"
    )]
    [InlineData("\u00FE\u00FF\0<\0t\0i\0t\0l\0e\0>\u0000\u00E9", "text/html; charset=utf-8", "é")]
    public void The_encoding_is_found_in_the_order_of_the_standard(
        string bytes,
        string type,
        string title
    ) => SourcePage.Read(Encoding.Latin1.GetBytes(bytes), type, Here).Title.ShouldBe(title);

    [Theory]
    [InlineData("<meta http-equiv=Status content='410 Gone'>", true)]
    [InlineData("<meta name=status content='410 Gone'>", false)]
    [InlineData("<meta http-equiv=refresh content='410'>", false)]
    public void P1_2_14_a_static_page_can_say_that_it_is_gone(string html, bool isGone) =>
        Read(html).SaysGone.ShouldBe(isGone);

    private static SourcePage Read(string html) =>
        SourcePage.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Here);

    private static FoundLink? Find(string html) => Read(html).FindLink(IsTarget);

    private static bool IsTarget(Uri url) => url.GetLeftPart(UriPartial.Query) == Target;
}
