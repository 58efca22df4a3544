using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Embedding;

/// <summary>Other programs show a page of ours (oEmbed, protocols 8).</summary>
public sealed class OEmbedTests : IAsyncLifetime
{
    private const string Soup = "http://localhost:5023/@maria/soup";
    private CourseSite site = null!;
    private HttpClient reader = null!;

    public async ValueTask InitializeAsync()
    {
        site = new CourseSite();
        await site.APost("Maria", "Soup & <b>\"bread\"</b>", "A *good* week.", 12);
        await site.APost("Maria", "Soup", "Another.");
        await site.PlantHiddenPosts();
        reader = site.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task S8_1_a_post_is_a_rich_card_in_a_closed_frame()
    {
        using var answer = await reader.GetAsync(Ask($"{Soup}-b-bread-b"));

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        var facts = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Text(facts, "type").ShouldBe("rich");
        Text(facts, "version").ShouldBe("1.0");
        Text(facts, "title").ShouldBe("Soup & <b>\"bread\"</b>");
        Text(facts, "author_name").ShouldBe("Maria");
        Text(facts, "author_url").ShouldBe("http://localhost:5023/@maria");
        Text(facts, "provider_url").ShouldBe("http://localhost:5023/");
        facts.GetProperty("width").GetInt32().ShouldBe(600);
        facts.GetProperty("height").GetInt32().ShouldBe(260);
        var frame = new HtmlParser()
            .ParseDocument(Text(facts, "html"))
            .Body!.Children.ShouldHaveSingleItem();
        frame.LocalName.ShouldBe("iframe");
        frame.GetAttribute("src").ShouldBe($"{Soup}-b-bread-b/embed");
        frame.GetAttribute("sandbox").ShouldBe("allow-popups allow-popups-to-escape-sandbox");
        frame.GetAttribute("title").ShouldBe("Soup & <b>\"bread\"</b>");
        (
            await reader.GetAsync(new Uri(frame.GetAttribute("src")!).AbsolutePath)
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S8_1_xml_says_the_same()
    {
        using var answer = await reader.GetAsync(Ask(Soup, "xml"));

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=utf-8");
        var xml = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var json = JsonDocument.Parse(await reader.GetStringAsync(Ask(Soup))).RootElement;
        xml.Name.ShouldBe("oembed");
        xml.Elements()
            .Select(e => (e.Name.LocalName, e.Value))
            .ShouldBe(json.EnumerateObject().Select(p => (p.Name, p.Value.ToString())));
    }

    [Theory]
    [InlineData("&maxwidth=300&maxheight=100", 300, 100)]
    [InlineData("&maxwidth=5000&maxheight=5000", 600, 260)]
    [InlineData("&maxwidth=1", 1, 260)]
    public async Task S8_1_the_frame_is_no_larger_than_there_is_room(
        string room,
        int width,
        int height
    )
    {
        var facts = JsonDocument.Parse(await reader.GetStringAsync(Ask(Soup) + room)).RootElement;

        facts.GetProperty("width").GetInt32().ShouldBe(width);
        facts.GetProperty("height").GetInt32().ShouldBe(height);
        Text(facts, "html").ShouldContain($"width=\"{width}\" height=\"{height}\"");
    }

    [Theory]
    [InlineData("/oembed", HttpStatusCode.BadRequest)]
    [InlineData("/oembed?url=", HttpStatusCode.BadRequest)]
    [InlineData("/oembed?url=soup", HttpStatusCode.BadRequest)]
    [InlineData("/oembed?url=javascript:alert(1)", HttpStatusCode.BadRequest)]
    [InlineData($"/oembed?url={Soup}&maxwidth=wide", HttpStatusCode.BadRequest)]
    [InlineData($"/oembed?url={Soup}&maxheight=0", HttpStatusCode.BadRequest)]
    [InlineData($"/oembed?url={Soup}&maxheight=-1", HttpStatusCode.BadRequest)]
    [InlineData($"/oembed?url={Soup}&format=yaml", HttpStatusCode.NotImplemented)]
    [InlineData("/oembed?url=https://blog.example/soup", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/@maria", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/@maria/none", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/things/99", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/things/20", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/@maria/quokkacourse", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/@maria/narwhalme", HttpStatusCode.NotFound)]
    [InlineData("/oembed?url=http://localhost:5023/@maria/pangolingone", HttpStatusCode.NotFound)]
    public async Task S8_3_what_cannot_be_shown_has_its_status_and_a_sentence(
        string address,
        HttpStatusCode status
    )
    {
        using var maria = await site.SignedInAs("Maria");

        using var answer = await maria.GetAsync(address);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsStringAsync()).ShouldEndWith(".");
    }

    [Theory]
    [InlineData("http://localhost:5023/@Maria/Soup/?x=1#c1")]
    [InlineData("https://LOCALHOST:5023/@maria/soup")]
    public async Task Any_spelling_of_a_page_is_that_page(string spelling)
    {
        var facts = JsonDocument.Parse(await reader.GetStringAsync(Ask(spelling))).RootElement;

        Text(facts, "html").ShouldContain($"src=\"{Soup}/embed\"");
    }

    [Theory]
    [InlineData("/@maria/soup")]
    [InlineData("/things/12")]
    public async Task S8_2_a_page_says_where_its_card_is_found_and_it_is_there(string address)
    {
        var page = await reader.Page(address);

        foreach (
            var (type, sent) in new[]
            {
                ("application/json+oembed", "application/json"),
                ("text/xml+oembed", "text/xml"),
            }
        )
        {
            var link = page.QuerySelector($"link[rel=alternate][type='{type}']")!;
            using var answer = await reader.GetAsync(
                new Uri(link.GetAttribute("href")!).PathAndQuery
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(sent);
        }
    }

    [Theory]
    [InlineData("/@maria/quokkacourse")]
    [InlineData("/@maria/narwhalme")]
    [InlineData("/things/20")]
    [InlineData("/about")]
    public async Task S8_2_what_has_no_card_says_so(string address)
    {
        using var maria = await site.SignedInAs("Maria");

        (await maria.Page(address)).QuerySelector("link[type$=oembed]").ShouldBeNull();
    }

    [Theory]
    [InlineData("/@maria/soup/embed", "Another.")]
    [InlineData("/things/12/embed", "Thing 12")]
    public async Task S8_4_a_card_may_stand_in_any_frame_is_for_strangers_and_leads_out_of_it(
        string address,
        string words
    )
    {
        using var maria = await site.SignedInAs("Maria");
        using var answer = await maria.GetAsync(address);

        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldContain("frame-ancestors *");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldBe(await reader.GetStringAsync(address));
        text.ShouldContain(words);
        var page = new HtmlParser().ParseDocument(text);
        page.QuerySelectorAll("script, form, iframe").ShouldBeEmpty();
        page.QuerySelectorAll("a").ShouldNotBeEmpty();
        page.QuerySelectorAll("a")
            .ShouldAllBe(a =>
                a.GetAttribute("target") == "_blank"
                && a.GetAttribute("href")!.StartsWith("http://localhost:5023/")
            );
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Theory]
    [InlineData("/@maria/quokkacourse/embed")]
    [InlineData("/@maria/narwhalme/embed")]
    [InlineData("/@maria/pangolingone/embed")]
    [InlineData("/@maria/none/embed")]
    [InlineData("/things/20/embed")]
    [InlineData("/things/99/embed")]
    public async Task S8_3_what_is_hidden_has_no_card_and_looks_like_nothing(string address)
    {
        using var maria = await site.SignedInAs("Maria");

        using var answer = await maria.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldContain("frame-ancestors 'none'");
    }

    private static string Ask(string page, string format = "json") =>
        $"/oembed?url={Uri.EscapeDataString(page)}&format={format}";

    private static string Text(JsonElement facts, string name) =>
        facts.GetProperty(name).GetString()!;
}

internal static class HiddenPosts
{
    public static async Task PlantHiddenPosts(this CourseSite site)
    {
        await site.Published(
            "Maria",
            Planting.Typed(Planting.Course, Domain.Writing.Audience.Course)
        );
        await site.Published("Maria", Planting.Typed(Planting.Me, Domain.Writing.Audience.Me));
        var gone = await site.Published(
            "Maria",
            Planting.Typed(Planting.Withdrawn, Domain.Writing.Audience.Everyone)
        );
        await site.Change(gone.Id, p => p.Withdraw(TestClock.Start));
    }
}
