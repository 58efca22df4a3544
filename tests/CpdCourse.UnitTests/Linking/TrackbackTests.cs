using System.Text;
using System.Xml.Linq;
using CpdCourse.Linking.Trackback;

namespace CpdCourse.UnitTests.Linking;

public sealed class TrackbackTests
{
    private static readonly Uri Post = new("https://course.example/posts/1");

    public static TheoryData<string> Requests =>
        [.. Repository.Cases("trackback").Select(file => Path.GetFileNameWithoutExtension(file))];

    public static TheoryData<string> Pages =>
        [.. Repository.Cases("discovery").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Requests))]
    public void P4_2_1_a_request_is_read_as_its_case_says(string name)
    {
        var (given, expected) = Case("trackback", name);
        var request = TrackbackRequest.Read(
            Encoding.UTF8.GetBytes(given["body"]),
            given["content-type"] is { Length: > 0 } type ? type : null
        );

        if (expected.TryGetValue("error", out var error))
        {
            request.IsPing.ShouldBeFalse();
            request.Error.ShouldNotBeNull().ShouldContain(error);
            return;
        }

        request.Error.ShouldBeNull();
        var ping = request.Ping.ShouldNotBeNull();
        ping.Url.AbsoluteUri.ShouldBe(expected["url"]);
        ping.Title.ShouldBe(expected.GetValueOrDefault("title"));
        ping.Excerpt.ShouldBe(expected.GetValueOrDefault("excerpt"));
        ping.BlogName.ShouldBe(expected.GetValueOrDefault("blog_name"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void P4_3_1_a_ping_address_is_found_as_its_case_says(string name)
    {
        var parts = File.ReadAllText(CaseFile("discovery", name)).Split("\n\n", 2);
        var head = Fields(parts[0]);

        TrackbackDiscovery
            .Find(parts[1], new Uri(head["target"]))
            ?.AbsoluteUri.ShouldBe(head["ping"]);
        (TrackbackDiscovery.Find(parts[1], new Uri(head["target"])) is null).ShouldBe(
            head["ping"].Length == 0
        );
    }

    [Theory]
    [InlineData("title", 200)]
    [InlineData("excerpt", 500)]
    [InlineData("blog_name", 100)]
    public void C3_P4_2_9_what_a_trackback_says_is_cut_where_it_is_too_long(string field, int limit)
    {
        foreach (var length in new[] { limit - 1, limit })
        {
            var whole = new string('é', length);
            Said(field, whole).ShouldBe(whole);
        }

        Said(field, new string('é', limit + 1)).ShouldBe(new string('é', limit - 1) + "…");
        // A family is one letter of eight characters: the one that would not fit whole is not there.
        var cut = Said(field, new string('x', limit - 5) + "👩‍👩‍👧" + "y");
        cut.ShouldBe(new string('x', limit - 5) + "…");
    }

    [Fact]
    public void F6_P4_2_2_a_body_over_64_kib_is_refused()
    {
        var start = "url=http://blog.example/&title=";
        TrackbackRequest
            .Read(Encoding.ASCII.GetBytes(start.PadRight(64 * 1024, 'a')), null)
            .IsPing.ShouldBeTrue();
        TrackbackRequest
            .Read(Encoding.ASCII.GetBytes(start.PadRight((64 * 1024) + 1, 'a')), null)
            .Error.ShouldNotBeNull()
            .ShouldContain("64 KB");
    }

    [Fact]
    public void Raw_bytes_of_any_kind_never_throw()
    {
        var random = new Random(23);
        for (var i = 0; i < 500; i++)
        {
            var body = new byte[random.Next(400)];
            random.NextBytes(body);
            TrackbackRequest
                .Read([.. "url=http://blog.example/&title="u8, .. body], null)
                .ShouldNotBeNull();
            TrackbackRequest
                .Read(body, "application/x-www-form-urlencoded; charset=iso-2022-jp")
                .ShouldNotBeNull();
        }
    }

    [Fact]
    public void P4_2_4_no_encoding_of_the_platform_throws()
    {
        var random = new Random(23);
        foreach (
            var name in CodePagesEncodingProvider
                .Instance.GetEncodings()
                .Select(e => e.Name)
                .Append("utf-32")
                .Append("utf-16")
        )
        {
            var body = new byte[200];
            random.NextBytes(body);
            TrackbackRequest
                .Read(
                    [.. "url=http://blog.example/&title="u8, .. body],
                    "application/x-www-form-urlencoded; charset=" + name
                )
                .ShouldNotBeNull();
        }
    }

    [Fact]
    public void P4_2_5_thanks_and_errors_are_well_formed_whatever_the_message()
    {
        XDocument.Parse(TrackbackReply.Thanks()).Root!.Element("error")!.Value.ShouldBe("0");
        TrackbackReply.Thanks().ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        var error = XDocument.Parse(TrackbackReply.Error("a <b> & \"c\" ]]> \0\u0007\uD800 é"));
        error.Root!.Element("error")!.Value.ShouldBe("1");
        error.Root.Element("message")!.Value.ShouldBe("a <b> & \"c\" ]]>  é");
    }

    [Theory]
    [InlineData("<response><error>0</error></response>", true, "")]
    [InlineData(
        "<?xml version=\"1.0\"?><response><error> 0 </error><message>Ping saved.</message></response>",
        true,
        "Ping saved."
    )]
    [InlineData(
        "<response><error>1</error><message>No such post &amp; so on</message></response>",
        false,
        "No such post & so on"
    )]
    [InlineData(
        "<response><error>1</error><message><![CDATA[Spam <b>]]></message></response>",
        false,
        "Spam <b>"
    )]
    [InlineData("<response><error>1</error></response>", false, "")]
    [InlineData("<response><error>403</error></response>", false, "")]
    [InlineData(
        "<response><error>1</error><message>We already have a ping from that URI for this post.</message></response>",
        true,
        "We already have a ping from that URI for this post."
    )]
    [InlineData(
        "<response><error>1</error><message>Duplicate ping</message></response>",
        true,
        "Duplicate ping"
    )]
    [InlineData("<response></response>", true, "")]
    [InlineData("", true, "")]
    [InlineData("OK", true, "")]
    [InlineData(
        "Warning: mysql_connect() in x.php\n\n<response>\n<error>1</error><message>No</message></response>",
        false,
        "No"
    )]
    [InlineData("<response><error>1</error><message>No", false, "No")]
    [InlineData(
        "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><response><error>1</error><message>&e;</message></response>",
        false,
        "&e;"
    )]
    [InlineData("<response><!-- <error>0</error> --><error>1</error></response>", false, "")]
    public void P4_3_4_a_remote_answer_is_understood(string xml, bool accepted, string message)
    {
        var answer = TrackbackReply.Read(xml);

        (answer.Accepted, answer.Message).ShouldBe((accepted, message));
    }

    [Fact]
    public void F6_billions_of_laughs_stay_a_few_bytes()
    {
        var laughs =
            "<!DOCTYPE x [<!ENTITY a \"ha\">"
            + string.Concat(Enumerable.Range(0, 30).Select(i => $"<!ENTITY b{i} \"&a;&a;\">"))
            + "]><response><error>1</error><message>&b29;</message></response>";

        TrackbackReply.Read(laughs).Accepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Thing 12")]
    [InlineData("a --> <script>alert(1)</script> b")]
    [InlineData("--- -- - --!> <!-- \" ' & ]]>")]
    [InlineData("\u0000\u0001 é 😀 \uD83D")]
    public void P4_1_1_an_advert_stays_one_comment_and_is_found_again(string title)
    {
        var page = new Uri("https://course.example/posts/a--b?x=1&y=%22--%3E");
        var ping = new Uri("https://course.example/trackback/1?a=1&b=--2");
        var advert = TrackbackAdvert.Rdf(page, title, ping);

        advert.ShouldStartWith("<!--");
        advert.ShouldEndWith("-->");
        advert[4..^3].ShouldNotContain("--");
        var rdf = XDocument.Parse(advert[4..^3]).Root!.Elements().Single();
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace about = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        XNamespace trackback = "http://madskills.com/public/xml/rss/module/trackback/";
        rdf.Attribute(dc + "identifier")!.Value.ShouldBe(page.AbsoluteUri);
        rdf.Attribute(about + "about")!.Value.ShouldBe(page.AbsoluteUri);
        rdf.Attribute(trackback + "ping")!.Value.ShouldBe(ping.AbsoluteUri);
        TrackbackDiscovery.Find($"<html><body>{advert}</body></html>", page).ShouldBe(ping);
    }

    [Fact]
    public void P4_1_1_a_title_survives_the_advert()
    {
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        var advert = TrackbackAdvert.Rdf(Post, "Wikis -- \"good\" & <bad>?", Post);

        XDocument
            .Parse(advert[4..^3])
            .Root!.Elements()
            .Single()
            .Attribute(dc + "title")!
            .Value.ShouldBe("Wikis -- \"good\" & <bad>?");
        advert.ShouldContain("dc:title=\"Wikis &#45;&#45; &quot;good&quot; &amp; &lt;bad&gt;?\"");
    }

    [Fact]
    public void P4_3_3_what_we_send_we_could_read_ourselves()
    {
        var ping = new TrackbackPing(
            new Uri("https://course.example/posts/1?a=1&b=é"),
            "Title & +100% 😀",
            "Über – “x”\n\ny",
            "日本"
        );
        var body = TrackbackForm.Encode(ping);
        var read = TrackbackRequest.Read(body, TrackbackForm.ContentType).Ping.ShouldNotBeNull();

        read.ShouldBe(ping with { Excerpt = "Über – “x” y" });
        Encoding.ASCII.GetString(body).ShouldEndWith("&charset=utf-8");
        Encoding
            .ASCII.GetString(TrackbackForm.Encode(new TrackbackPing(Post, null, "", null)))
            .ShouldBe("url=https%3A%2F%2Fcourse.example%2Fposts%2F1&charset=utf-8");
        TrackbackRequest
            .Read(TrackbackForm.Encode(ping with { Excerpt = new string('a', 900) }), null)
            .Ping!.Excerpt!.Length.ShouldBe(250);
    }

    private static string? Said(string field, string text)
    {
        var body = $"url=http://blog.example/&{field}={Uri.EscapeDataString(text)}";
        var ping = TrackbackRequest
            .Read(Encoding.ASCII.GetBytes(body), null)
            .Ping.ShouldNotBeNull();
        return field switch
        {
            "title" => ping.Title,
            "excerpt" => ping.Excerpt,
            _ => ping.BlogName,
        };
    }

    private static string CaseFile(string folder, string name) =>
        Repository.Cases(folder).Single(file => Path.GetFileNameWithoutExtension(file) == name);

    private static (Dictionary<string, string> Given, Dictionary<string, string> Expected) Case(
        string folder,
        string name
    )
    {
        var parts = File.ReadAllText(CaseFile(folder, name)).Split("\n\n", 2);
        return (Fields(parts[0]), Fields(parts[1]));
    }

    private static Dictionary<string, string> Fields(string block) =>
        block
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(' '), StringComparer.Ordinal);
}
