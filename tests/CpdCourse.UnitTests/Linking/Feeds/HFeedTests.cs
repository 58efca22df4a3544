using System.Text;
using CpdCourse.Linking.Feeds.Reading;

namespace CpdCourse.UnitTests.Linking.Feeds;

/// <summary>A page that is a feed (microformats.org/wiki/h-feed).</summary>
public sealed class HFeedTests
{
    private static readonly Uri Here = new("https://maria.example/blog/");

    [Fact]
    public void The_entries_of_an_h_feed_are_the_posts_of_a_feed()
    {
        var feed = Read(
            """
            <title>Maria’s site</title><link rel="hub" href="https://hub.example/"><link rel="self" href="/blog/">
            <div class="h-feed"><h1 class="p-name">Soup and systems</h1><a class="p-author h-card" href="/">Maria</a>
            <article class="h-entry"><h2 class="p-name"><a class="u-url u-uid" href="twelve">Thing 12: soup</a></h2>
              <time class="dt-published" datetime="2026-03-02T08:00:00+01:00">2 March</time><time class="dt-updated" datetime="2026-03-03T08:00:00Z"></time>
              <p class="p-summary">In short.</p><div class="e-content"><p>See <a href="../x">this</a>.</p><script>alert(1)</script></div>
              <a class="p-category" href="/tags/thing12">thing12</a> <a class="p-category">soup</a></article>
            <article class="h-entry"><a class="u-url" href="/blog/eleven">Thing 11</a>
              <span class="p-name">Thing 11</span> by <span class="p-author h-card">Tom</span></article>
            </div>
            """
        )!;

        feed.Title.ShouldBe("Soup and systems");
        feed.Hubs.ShouldBe([new Uri("https://hub.example/")]);
        feed.Self.ShouldBe(Here);
        var twelve = feed.Entries[0];
        twelve.Id.ShouldBe("https://maria.example/blog/twelve");
        twelve.Link.ShouldBe(new Uri("https://maria.example/blog/twelve"));
        twelve.Title.ShouldBe("Thing 12: soup");
        twelve.Published.ShouldBe(new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero));
        twelve.Updated.ShouldBe(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero));
        twelve.ContentHtml.ShouldBe("<p>See <a href=\"https://maria.example/x\">this</a>.</p>");
        twelve.Summary.ShouldBe("In short.");
        twelve.Tags.ShouldBe(["thing12", "soup"]);
        twelve.Author.ShouldBe("Maria");
        feed.Entries[1].Author.ShouldBe("Tom");
        feed.Entries[1].Published.ShouldBeNull();
        feed.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public void Entries_that_no_h_feed_holds_are_one_that_nobody_named()
    {
        var feed = Read(
            "<title>Soup</title><div class=h-entry><a class='u-url p-name' href=/a>A</a></div><div class=h-entry><a class='u-url p-name' href=/b>B</a></div>"
        )!;

        feed.Title.ShouldBe("Soup");
        feed.Entries.Select(e => e.Title).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void An_old_theme_with_classic_microformats_is_read_too()
    {
        var feed = Read(
            "<div class=hfeed><div class=hentry><h2 class=entry-title><a rel=bookmark href=/a>A</a></h2><div class=entry-content>Words.</div></div></div>"
        )!;

        feed.Entries.ShouldHaveSingleItem().Link.ShouldBe(new Uri("https://maria.example/a"));
    }

    [Theory]
    [InlineData("<div class=e-content>Just a note.</div><a class=u-url href=/n></a>")]
    [InlineData("<div class='p-name e-content'>Just a note.</div><a class=u-url href=/n></a>")]
    [InlineData(
        "<p class=p-name>Just a…</p><div class=e-content>Just a note.</div><a class=u-url href=/n></a>"
    )]
    [InlineData("Just a note.<a class=u-url href=/n></a>")]
    public void A_note_has_no_title(string note)
    {
        var entry = Read($"<div class=h-feed><div class=h-entry>{note}</div></div>")!
            .Entries.ShouldHaveSingleItem();

        entry.Title.ShouldBe("");
        entry.ContentHtml.ShouldBe("Just a note.");
    }

    [Fact]
    public void A_title_with_which_its_post_begins_stays_a_title()
    {
        var entry = Read(
            "<div class=h-feed><div class=h-entry><a class='p-name u-url' href=/n>Thing 12</a><p class=e-content>Thing 12 was hard.</p></div></div>"
        )!
            .Entries.ShouldHaveSingleItem();

        entry.Title.ShouldBe("Thing 12");
    }

    [Fact]
    public void What_others_wrote_is_not_theirs()
    {
        var feed = Read(
            """
            <div class=h-feed>
            <div class=h-entry><a class=u-url href=/1></a><a class=u-like-of href=https://o.example/>liked</a></div>
            <div class=h-entry><a class=u-url href=/2></a><div class="u-repost-of h-cite"><a class="u-url p-name" href=https://o.example/x>Theirs</a></div></div>
            <div class=h-entry><a class=u-url href=/3></a><data class=p-rsvp value=yes></data></div>
            <div class=h-cite><a class="u-url p-name" href=https://o.example/y>Cited</a></div>
            <div class=h-entry><a class="u-url p-name" href=/4>Mine</a>
              <div class="u-comment h-cite"><a class=u-url href=/4#c1></a><p class=p-content>Theirs</p></div>
              <div class=h-entry><a class="u-url p-name" href=/5>Quoted</a></div>
              <div class=h-feed><div class=h-entry><a class="u-url p-name" href=/6>A comment</a></div></div></div>
            <div class=h-entry><a class="u-url p-name" href=/7>A reply</a><a class=u-in-reply-to href=https://course.example/things/12>to</a></div>
            </div><div class=h-entry><a class="u-url p-name" href=/8>Not in the feed</a></div>
            """
        )!;

        feed.Entries.Select(e => e.Title).ShouldBe(["Mine", "A reply"]);
        feed.Entries[1]
            .InReplyTo.ShouldHaveSingleItem()
            .Page.ShouldBe(new Uri("https://course.example/things/12"));
    }

    [Fact]
    public void The_page_of_one_post_is_no_feed()
    {
        Read(
                "<div class=h-entry><a class='u-url p-name' href=/blog/>Me</a><p class=e-content>Words</p></div>"
            )
            .ShouldBeNull();
        Read("<div class=h-entry><p class='p-name'>No address</p></div>").ShouldBeNull();
        Read("<p>Words</p>").ShouldBeNull();
    }

    [Fact]
    public void A_copy_elsewhere_is_not_its_address()
    {
        Read(
            "<div class=h-feed><div class=h-entry><a class=u-url href=https://social.example/1>c</a><a class='u-url p-name' href=/a>A</a></div></div>"
        )!
            .Entries.ShouldHaveSingleItem()
            .Link.ShouldBe(new Uri("https://maria.example/a"));
    }

    [Fact]
    public void A_feed_without_posts_is_an_empty_feed()
    {
        Read("<div class=h-feed><h1 class=p-name>Soon</h1></div>")!.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-03", "2026-03-02", true)]
    [InlineData("2026-01-01", "2026-03-02", false)]
    [InlineData("", "2026-03-02", false)]
    public void Only_a_page_in_order_of_time_tells_what_is_missing(
        string first,
        string second,
        bool isWhole
    )
    {
        Read(
            $"<div class=h-feed><div class=h-entry><a class='u-url p-name' href=/a>A</a><time class=dt-published>{first}</time></div><div class=h-entry><a class='u-url p-name' href=/b>B</a><time class=dt-published>{second}</time></div></div>"
        )!
            .IsWhole.ShouldBe(isWhole);
    }

    [Fact]
    public void No_more_is_read_than_of_a_feed()
    {
        var entry = "<div class=h-entry><a class='u-url p-name' href=/{0}>A</a></div>";
        var many = string.Concat(
            Enumerable
                .Range(0, FeedReader.MaxEntries + 1)
                .Select(n => entry.Replace("{0}", $"{n}", StringComparison.Ordinal))
        );
        var feed = Read($"<div class=h-feed>{many}</div>")!;
        (feed.Entries.Count, feed.IsWhole).ShouldBe((FeedReader.MaxEntries, false));

        var far = new string(' ', HFeed.MaxBytes);
        Read($"<div class=h-feed>{far}{many}</div>")!.Entries.ShouldBeEmpty();
    }

    private static ReadFeed? Read(string html) =>
        HFeed.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Here);
}
