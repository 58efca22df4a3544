using CpdCourse.Linking.Feeds.Reading;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class BlogAddressTests
{
    [Theory]
    [InlineData("https://maria.example/", "https://maria.example/")]
    [InlineData("http://maria.example/blog?x=1", "http://maria.example/blog?x=1")]
    [InlineData("maria.example", "https://maria.example/")]
    [InlineData("www.maria.example/blog", "https://www.maria.example/blog")]
    [InlineData("maria.example:8080/x", "https://maria.example:8080/x")]
    [InlineData("MARIA.Example/Blog", "https://maria.example/Blog")]
    [InlineData("HTTP://WWW.Maria.Example", "http://www.maria.example/")]
    [InlineData("//maria.example/x", "https://maria.example/x")]
    [InlineData("  https://maria.example/ \r\n", "https://maria.example/")]
    [InlineData("https://maria.word\npress.com/2011/", "https://maria.wordpress.com/2011/")]
    [InlineData(
        "https://maria.example/2011/05/\r\n  thing-5/",
        "https://maria.example/2011/05/thing-5/"
    )]
    [InlineData("https:// maria.example /blog", "https://maria.example/blog")]
    [InlineData("maria. example", "https://maria.example/")]
    [InlineData("https://maria. example", "https://maria.example/")]
    [InlineData("\u200Bhttps://maria.example/\u00AD\u202C", "https://maria.example/")]
    [InlineData("\u00A0https://maria.example\u00A0", "https://maria.example/")]
    [InlineData("<https://maria.example/>", "https://maria.example/")]
    [InlineData("“https://maria.example/”,", "https://maria.example/")]
    [InlineData("(maria.example).", "https://maria.example/")]
    [InlineData("My blog: https://maria.example/", "https://maria.example/")]
    [InlineData("My blog is maria.example, thank you", "https://maria.example/")]
    [InlineData("https://maria.example is my blog", "https://maria.example/")]
    [InlineData("https://maria.example/ is my blog", "https://maria.example/")]
    [InlineData("https://maria.example\nMaria", "https://maria.example/")]
    [InlineData("https://maria.example - my blog", "https://maria.example/")]
    [InlineData("https://maria.example https://sam.example", "https://maria.example/")]
    [InlineData("See e.g. maria.example", "https://maria.example/")]
    [InlineData("1. https://maria.example", "https://maria.example/")]
    [InlineData("<a href=\"https://maria.example/\">My blog</a>", "https://maria.example/")]
    [InlineData("[My blog](https://maria.example/)", "https://maria.example/")]
    [InlineData("http://192.0.2.1/blog", "http://192.0.2.1/blog")]
    [InlineData("URL:https://maria.example", "https://maria.example/")]
    [InlineData("view-source:https://maria.example/x", "https://maria.example/x")]
    [InlineData(
        "https://web.example/read?url=https://maria.example/",
        "https://web.example/read?url=https://maria.example/"
    )]
    [InlineData("http//maria.example", "http://maria.example/")]
    [InlineData("http:/maria.example", "http://maria.example/")]
    [InlineData("https:maria.example", "https://maria.example/")]
    [InlineData("htp://maria.example", "http://maria.example/")]
    [InlineData("ttps://maria.example", "https://maria.example/")]
    [InlineData("http://https://maria.example", "https://maria.example/")]
    [InlineData("http:\\\\maria.example\\blog", "http://maria.example/blog")]
    [InlineData("feed://maria.example/feed", "http://maria.example/feed")]
    [InlineData("feed:https://maria.example/feed", "https://maria.example/feed")]
    [InlineData("https://maria.example/#about", "https://maria.example/")]
    [InlineData("https://bücher.example/", "https://bücher.example/")]
    [InlineData("https://medium.com/@maria", "https://medium.com/@maria")]
    [InlineData("medium.com/@maria", "https://medium.com/@maria")]
    [InlineData("https://sites.google.com/view/maria", "https://sites.google.com/view/maria")]
    [InlineData("https://maria.example/ghost/", "https://maria.example/ghost/")]
    public void An_address_is_mended(string pasted, string url)
    {
        var address = BlogAddress.Read(pasted);

        address.Error.ShouldBeNull();
        address.Url.ShouldBe(new Uri(url));
    }

    [Theory]
    [InlineData(
        "https://www.blogger.com/blog/posts/1234567890",
        "https://www.blogger.com/feeds/1234567890/posts/default"
    )]
    [InlineData(
        "https://www.blogger.com/u/1/blog/posts/1234567890",
        "https://www.blogger.com/feeds/1234567890/posts/default"
    )]
    [InlineData(
        "https://draft.blogger.com/blog/post/edit/1234567890/99999999",
        "https://www.blogger.com/feeds/1234567890/posts/default"
    )]
    [InlineData(
        "http://www.blogger.com/blogger.g?blogID=1234567890#overview",
        "https://www.blogger.com/feeds/1234567890/posts/default"
    )]
    [InlineData(
        "https://www.blogger.com/feeds/1234567890/posts/default",
        "https://www.blogger.com/feeds/1234567890/posts/default"
    )]
    [InlineData("https://maria.example/wp-admin/", "https://maria.example/")]
    [InlineData(
        "https://maria.example/wp-admin/post.php?post=1&action=edit",
        "https://maria.example/"
    )]
    [InlineData("https://school.example/maria/wp-admin/edit.php", "https://school.example/maria/")]
    [InlineData("https://maria.wordpress.com/wp-login.php?x=1", "https://maria.wordpress.com/")]
    [InlineData("https://wordpress.com/home/maria.wordpress.com", "https://maria.wordpress.com/")]
    [InlineData(
        "https://wordpress.com/post/maria.wordpress.com/12",
        "https://maria.wordpress.com/"
    )]
    [InlineData("https://wordpress.com/stats/day/maria.example?x=1", "https://maria.example/")]
    [InlineData("https://wordpress.com/posts/maria.example::blog", "https://maria.example/blog")]
    [InlineData("https://www.tumblr.com/maria", "https://maria.tumblr.com/")]
    [InlineData("https://www.tumblr.com/blog/maria", "https://maria.tumblr.com/")]
    [InlineData("https://www.tumblr.com/blog/view/maria/123", "https://maria.tumblr.com/")]
    [InlineData("https://maria.substack.com/publish/post/123", "https://maria.substack.com/")]
    [InlineData("https://maria.squarespace.com/config/pages", "https://maria.squarespace.com/")]
    [InlineData("https://maria.example/ghost/#/editor/post/1", "https://maria.example/")]
    [InlineData("https://maria.example/blog/ghost/#/posts", "https://maria.example/blog/")]
    [InlineData(
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fmaria.example%2F",
        "https://maria.example/"
    )]
    [InlineData("https://www.google.co.uk/url?q=https://maria.example/", "https://maria.example/")]
    public void The_room_where_one_writes_leads_to_the_blog(string pasted, string url) =>
        BlogAddress.Read(pasted).Url.ShouldBe(new Uri(url));

    [Theory]
    [InlineData(null, "Paste")]
    [InlineData("", "Paste")]
    [InlineData(" \r\n\u200B ", "Paste")]
    [InlineData("maria@example.org", "e-mail")]
    [InlineData("mailto:maria@example.org", "e-mail")]
    [InlineData("Maria <maria@example.org>", "e-mail")]
    [InlineData("@maria@social.example", "network")]
    [InlineData("@maria", "network")]
    [InlineData("maria", "not the address of a web site")]
    [InlineData("my blog", "not the address of a web site")]
    [InlineData("Thing 5.5", "not the address of a web site")]
    [InlineData("192.0.2.1", "not the address of a web site")]
    [InlineData("localhost", "not the address of a web site")]
    [InlineData("http://", "not the address of a web site")]
    [InlineData("https://maria:secret@maria.example/", "not the address of a web site")]
    [InlineData("https://maria..example/", "not the address of a web site")]
    [InlineData("htpp://maria.example", "begins with http")]
    [InlineData("ftp://maria.example", "begins with http")]
    [InlineData("javascript:alert(document.cookie)", "begins with http")]
    [InlineData("file:///c:/blog.html", "begins with http")]
    [InlineData("https://www.google.com/search?q=maria+blog", "search page")]
    [InlineData("google.de", "search page")]
    [InlineData("https://www.bing.com/search?q=x", "search page")]
    [InlineData("https://duckduckgo.com/?q=x", "search page")]
    [InlineData("https://uk.search.yahoo.com/search?p=x", "search page")]
    [InlineData("https://www.blogger.com/", "Blogger")]
    [InlineData("https://www.blogger.com/blog/posts/", "Blogger")]
    [InlineData("https://wordpress.com/home", "WordPress")]
    [InlineData("https://wordpress.com/read", "WordPress")]
    [InlineData("https://www.tumblr.com/dashboard", "Tumblr")]
    [InlineData("https://medium.com/me/stories/public", "Medium")]
    [InlineData("https://manage.wix.com/dashboard/1", "Wix")]
    [InlineData("https://www.weebly.com/editor/main.php", "Weebly")]
    [InlineData("https://www.livejournal.com/update.bml", "LiveJournal")]
    public void What_is_no_address_gets_its_own_sentence(string? pasted, string words)
    {
        var address = BlogAddress.Read(pasted);

        address.Url.ShouldBeNull();
        address.IsAddress.ShouldBeFalse();
        address.Error.ShouldNotBeNull().ShouldContain(words);
        address.Error.ShouldEndWith(".");
    }

    [Fact]
    public void C3_a_long_address_gets_its_own_sentence()
    {
        var start = "https://maria.example/";

        BlogAddress.Read(start.PadRight(2000, 'a')).IsAddress.ShouldBeTrue();
        BlogAddress.Read(start.PadRight(2001, 'a')).Error!.ShouldContain("2000 characters");
        BlogAddress.Read(start.PadRight(1_000_000, 'a')).Error!.ShouldContain("2000 characters");
        BlogAddress.Read(new string('\n', 1_000_000)).Error!.ShouldContain("Paste");
    }

    [Fact]
    public void Whether_a_scheme_was_said_is_told()
    {
        BlogAddress.Read("http://maria.example").SaysScheme.ShouldBeTrue();
        BlogAddress.Read("feed://maria.example").SaysScheme.ShouldBeTrue();
        BlogAddress.Read("maria.example").SaysScheme.ShouldBeFalse();
    }

    [Fact]
    public void Anything_can_be_pasted()
    {
        var random = new Random(23);
        string[] pieces =
        [
            "http",
            "://",
            ":",
            "/",
            "\\",
            ".",
            "@",
            "#",
            "?",
            "=",
            " ",
            "\n",
            "a",
            "b.c",
            "\uD800",
            "\u202E",
            "www.",
            "feed:",
            "%",
            "[",
            "]",
            "::",
            "blogger.com",
            "ß",
            "1",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            var address = BlogAddress.Read(text);
            (address.Url is null).ShouldBe(address.Error is not null, text);
        }
    }
}
