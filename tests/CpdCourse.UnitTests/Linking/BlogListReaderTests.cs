using System.Diagnostics;
using System.Text;
using CpdCourse.Linking.Tables;

namespace CpdCourse.UnitTests.Linking;

/// <summary>Lists of blogs as people have them.</summary>
public sealed class BlogListReaderTests
{
    private const string Amara = "https://amara.example.org";

    [Theory]
    [InlineData("amara,https://amara.example.org")]
    [InlineData("amara;https://amara.example.org")]
    [InlineData("amara\thttps://amara.example.org")]
    [InlineData("who,blog\r\namara,https://amara.example.org\r\n")]
    [InlineData("Handle;Blog address\namara;https://amara.example.org")]
    [InlineData("\"amara\",\"https://amara.example.org\"")]
    [InlineData("https://amara.example.org,amara")]
    [InlineData("sep=;\namara;https://amara.example.org")]
    [InlineData("blog;feed;handle\nhttps://amara.example.org;https://f.example.org/feed;amara")]
    [InlineData("\n\n amara , https://amara.example.org \n\n")]
    public void A_table_may_be_written_in_many_ways(string text)
    {
        var line = Read(text).Lines.ShouldHaveSingleItem();

        line.Who.ShouldBe("amara");
        line.Address.ShouldBe(Amara);
    }

    [Fact]
    public void Addresses_alone_name_nobody()
    {
        var lines = Read($"{Amara}\nsoup.example.net").Lines;

        lines.Select(l => l.Address).ShouldBe([Amara, "soup.example.net"]);
        lines.ShouldAllBe(l => l.Who.Length == 0);
    }

    [Fact]
    public void A_cell_in_quotation_marks_holds_what_it_likes()
    {
        var rows = CsvReader.Read("\"a \"\"b\"\", c\nd\",e\nf,g", 10)!;

        rows[0].Cells.ShouldBe(["a \"b\", c\nd", "e"]);
        rows[1].Cells.ShouldBe(["f", "g"]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_believed(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes($"élise,{Amara}")];

        BlogListReader.Read(body).Lines.ShouldHaveSingleItem().Who.ShouldBe("élise");
    }

    [Fact]
    public void What_is_no_UTF_8_is_windows_1252()
    {
        byte[] body = [0xE9, .. Encoding.ASCII.GetBytes($"lise,{Amara}")];

        BlogListReader.Read(body).Lines.ShouldHaveSingleItem().Who.ShouldBe("élise");
    }

    [Fact]
    public void Outlines_within_outlines_are_blogs_with_feed_or_page()
    {
        var lines = Read(
            "<opml version='2.0'><body><outline text='North'><outline text='Soup' xmlUrl='https://soup.example/feed' htmlUrl='https://soup.example/'/><outline text='Bread' htmlUrl='https://bread.example/'/></outline></body></opml>"
        ).Lines;

        lines
            .Select(l => (l.Title, l.Address))
            .ShouldBe([("Soup", "https://soup.example/feed"), ("Bread", "https://bread.example/")]);
    }

    [Fact]
    public void The_same_line_twice_is_one() =>
        Read($"amara,{Amara}\namara,{Amara}\nola,{Amara}").Lines.Count.ShouldBe(2);

    [Theory]
    [InlineData("PK\u0003\u0004\0\0spreadsheet", BlogListProblem.NotText)]
    [InlineData("amara,\"https://amara.example.org\nola,x", BlogListProblem.Broken)]
    [InlineData("<html><p>A page</p></html>", BlogListProblem.Broken)]
    [InlineData(
        "<opml><body><outline text='Soup' xmlUrl='https://soup.example/feed'/>",
        BlogListProblem.Broken
    )]
    public void What_cannot_be_read_whole_is_not_read(string text, BlogListProblem problem)
    {
        var list = Read(text);

        list.Problem.ShouldBe(problem);
        list.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void The_limit_is_a_line_of_text_away()
    {
        Read(Lines(BlogListReader.MaxLines)).Lines.Count.ShouldBe(BlogListReader.MaxLines);
        Read("who,blog\n" + Lines(BlogListReader.MaxLines)).Problem.ShouldBe(BlogListProblem.None);
        Read(Lines(BlogListReader.MaxLines + 1)).Problem.ShouldBe(BlogListProblem.TooMany);
    }

    public static TheoryData<string> Hostile =>
        [
            Lines(100_000),
            new string(',', BlogListReader.MaxBytes),
            new string('"', BlogListReader.MaxBytes),
            new string('\n', BlogListReader.MaxBytes),
            new string('a', BlogListReader.MaxBytes),
            "<opml>" + string.Concat(Enumerable.Repeat("<outline text='a'>", 50_000)),
            Bomb(),
        ];

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void A_hostile_list_takes_no_time(string text)
    {
        var clock = Stopwatch.StartNew();

        Read(text).Lines.Count.ShouldBeLessThanOrEqualTo(1);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void An_entity_of_its_own_says_nothing()
    {
        var list = Read(
            "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY u 'https://evil.example/'>]><opml><body><outline text='&x;' xmlUrl='https://soup.example/feed'/><outline text='b' xmlUrl='&u;'/></body></opml>"
        );

        list.Lines.ShouldHaveSingleItem().Title.ShouldNotContain("root:");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("plain", "plain")]
    public void C10_no_cell_is_a_formula(string value, string written)
    {
        var text = Encoding.UTF8.GetString(
            CsvWriter.Write([
                [value],
            ])
        );

        text.ShouldBe($"\uFEFF{written}\r\n");
    }

    private static BlogListing Read(string text) =>
        BlogListReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Lines(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(n => $"p{n},https://b{n}.example\n"));

    private static string Bomb()
    {
        var text = new StringBuilder("<!DOCTYPE opml [<!ENTITY a0 'ha'>");
        for (var n = 1; n < 30; n++)
        {
            text.Append($"<!ENTITY a{n} '&a{n - 1};&a{n - 1};&a{n - 1};'>");
        }

        return text.Append(
                "]><opml><body><outline text='&a29;' xmlUrl='https://soup.example/feed'/></body></opml>"
            )
            .ToString();
    }
}
