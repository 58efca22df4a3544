using CpdCourse.Linking.Microformats;

namespace CpdCourse.UnitTests.Linking;

public sealed class MentionedAsTests
{
    private const string Target = "https://course.example/things/12";
    private static readonly Uri Source = new("https://blog.example/2012/post");

    [Theory]
    [InlineData("u-in-reply-to", MentionKind.Reply)]
    [InlineData("u-like-of", MentionKind.Like)]
    [InlineData("u-repost-of", MentionKind.Repost)]
    [InlineData("u-bookmark-of", MentionKind.Bookmark)]
    [InlineData("u-mention-of", MentionKind.Mention)]
    [InlineData("u-tag-of p-category", MentionKind.Mention)]
    [InlineData("u-url", MentionKind.Mention)]
    [InlineData("", MentionKind.Mention)]
    public void P2_10_the_kind_is_the_property_that_holds_our_address(
        string property,
        MentionKind kind
    ) =>
        Entry($"<p class=p-name>T</p><a class='{property}' href='{Target}'>x</a>")
            .Kind.ShouldBe(kind);

    [Fact]
    public void P2_10_the_property_may_hold_a_citation_of_ours() =>
        Entry(
            $"<div class='u-in-reply-to h-cite'><b class=p-name>N</b><a class=u-url href='{Target}'>x</a></div>"
        )
            .Kind.ShouldBe(MentionKind.Reply);

    [Fact]
    public void P2_10_an_answer_to_somebody_else_only_mentions_us() =>
        Entry(
            $"<a class=u-in-reply-to href='https://other.example/'>x</a> and <a href='{Target}'>y</a>"
        )
            .Kind.ShouldBe(MentionKind.Mention);

    [Fact]
    public void A_reply_names_what_it_answers_as_it_spells_it() =>
        Entry(
            $"<a class=u-in-reply-to href='https://other.example/'>x</a><a class=u-in-reply-to href='{Target}'>y</a>"
        )
            .Answered.ShouldBe([new Uri(Target)]);

    [Fact]
    public void P2_11_that_somebody_means_to_come_is_no_more_than_an_answer() =>
        Entry($"<data class=p-rsvp value=yes></data><a class=u-in-reply-to href='{Target}'>x</a>")
            .Kind.ShouldBe(MentionKind.Reply);

    [Fact]
    public void P2_9_a_page_without_an_entry_says_nothing() =>
        MentionedAs.Read(Page("<p class=h-card>Amara</p>"), Source, IsTarget).ShouldBeNull();

    [Fact]
    public void P2_9_of_several_entries_the_one_with_the_address_of_the_page_speaks() =>
        Read(
            "<div class=h-feed><div class=h-entry><p class=p-name>One</p><a class=u-url href=/1></a></div>"
                + "<div class=h-entry><p class=p-name>Two</p><a class=u-url href='/2012/post/#top'></a></div></div>"
        )
            .Name.ShouldBe("Two");

    [Fact]
    public void P2_9_of_several_entries_without_that_address_the_first_speaks() =>
        Read("<p class=h-entry>One</p><p class=h-entry>Two</p>").Name.ShouldBe("One");

    [Fact]
    public void P2_12_a_summary_is_preferred() =>
        Entry("<p class=p-summary> In <b>short</b></p><div class=e-content>At length</div>")
            .ShouldSatisfyAllConditions(
                e => e.Text.ShouldBe("In short"),
                e => e.IsSummary.ShouldBeTrue()
            );

    [Fact]
    public void P2_12_a_short_text_is_given_whole()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 200)).Trim() + "!";
        text.Length.ShouldBe(MentionedAs.WholeLength);
        Entry($"<div class=e-content>{text}</div>").Text.ShouldBe(text);
    }

    [Fact]
    public void P2_12_of_a_long_text_the_place_around_the_link_is_given()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 300));
        var text = Entry(
            $"<div class=e-content><p>{words}before <a href='{Target}'>the link</a> after {words}</p></div>"
        ).Text;

        text.ShouldContain("before the link after");
        text.Length.ShouldBeInRange(150, 300);
    }

    [Fact]
    public void P2_12_of_a_long_text_without_the_link_the_beginning_is_given()
    {
        var text = Entry(
            "<div class=e-content>First " + string.Concat(Enumerable.Repeat("word ", 300))
        ).Text;

        text.ShouldStartWith("First word");
        text.Length.ShouldBeLessThanOrEqualTo(MentionedAs.ExcerptLength);
    }

    [Fact]
    public void P2_13_text_is_one_harmless_line() =>
        Entry("<div class=e-content><p>a</p>\n<p>b\u202E &lt;script&gt;</p></div>")
            .Text.ShouldBe("a b <script>");

    [Fact]
    public void A_title_is_the_name() =>
        Entry("<h1 class=p-name>Thing 12</h1><div class=e-content>Words</div>")
            .Name.ShouldBe("Thing 12");

    [Fact]
    public void A_name_that_only_repeats_the_words_is_none()
    {
        Entry("<p class='p-name e-content'>Just a note</p>").Name.ShouldBe("");
        Entry("<p class=p-name>Just a…</p><p class=e-content>Just a note</p>").Name.ShouldBe("");
    }

    [Theory]
    [InlineData("2012-06-30T19:05:00+01:00", "2012-06-30T18:05:00Z")]
    [InlineData("2012-06-30T19:05:00-0800", "2012-07-01T03:05:00Z")]
    [InlineData("2012-06-30 19:05", "2012-06-30T19:05:00Z")]
    [InlineData("2012-06-30T19:05:00.123Z", "2012-06-30T19:05:00.123Z")]
    [InlineData("2012-06-30", "2012-06-30T00:00:00Z")]
    [InlineData("2012-182", "2012-06-30T00:00:00Z")]
    [InlineData("2012-06-30 7pm+1", "2012-06-30T18:00:00Z")]
    [InlineData("0001-01-01T00:00+14:00", null)]
    [InlineData("2012-06-30T24:00", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void The_date_is_read(string written, string? moment) =>
        Entry($"<p class=p-name>T</p><time class=dt-published datetime='{written}'>x</time>")
            .PublishedAt.ShouldBe(moment is null ? null : DateTimeOffset.Parse(moment));

    [Fact]
    public void P2_14_the_author_of_the_entry_wrote_it()
    {
        var author = Author(
            "<div class=h-entry><p class=p-name>T</p><div class='p-author h-card'><a class='p-name u-url' href='https://amara.example/'>Amara</a><img class=u-photo src=/a.png></div></div>"
        );

        author.PageToRead.ShouldBeNull();
        author.Author.ShouldBe(
            new MentionAuthor(
                "Amara",
                new Uri("https://amara.example/"),
                new Uri("https://blog.example/a.png")
            )
        );
    }

    [Fact]
    public void An_author_may_be_a_name_alone() =>
        Author("<div class=h-entry><b class=p-author>Amara</b></div>")
            .Author.ShouldBe(new MentionAuthor("Amara"));

    [Fact]
    public void A_name_is_cut_where_it_is_too_long() =>
        Author($"<div class=h-entry><b class=p-author>{new string('x', 200)}</b></div>")
            .Author.Name.Length.ShouldBe(MentionAuthor.NameLength);

    [Fact]
    public void P2_14_the_author_of_a_feed_wrote_its_entries() =>
        Author(
            "<div class=h-feed><b class=p-author>Amara</b><div class=h-entry><p class=p-name>T</p></div></div>"
        )
            .Author.Name.ShouldBe("Amara");

    [Fact]
    public void P2_14_an_entry_without_an_author_is_by_its_host() =>
        Author("<p class=h-entry>T</p>")
            .ShouldBe(new Authorship(new MentionAuthor("blog.example")));

    [Fact]
    public void An_address_that_is_none_of_the_web_is_not_followed()
    {
        var author = Author(
            "<div class=h-entry><p class=p-name>T</p><a class='p-author h-card' href='javascript:x()'>Amara</a></div>"
        );
        author.ShouldBe(new Authorship(new MentionAuthor("Amara")));

        Author("<p class=h-entry>T</p><a rel=author href='ftp://a.example/'>x</a>")
            .PageToRead.ShouldBeNull();
    }

    [Theory]
    [InlineData(
        "<div class=h-entry><p class=p-name>T</p><a class=u-author href='https://amara.example/'></a></div>"
    )]
    [InlineData("<p class=h-entry>T</p><a rel=author href='https://amara.example/'>x</a>")]
    public void P2_15_where_only_an_address_is_known_one_page_more_is_read(string html)
    {
        var author = Author(html);

        author.PageToRead.ShouldBe(new Uri("https://amara.example/"));
        author.Author.ShouldBe(new MentionAuthor("blog.example", author.PageToRead));
        author.With(null).ShouldBe(author.Author);
        author.With(Page("<p>nothing</p>")).ShouldBe(author.Author);
        author
            .With(Page("<a class=h-card href='https://amara.example/'>Amara</a>"))
            .ShouldBe(new MentionAuthor("Amara", author.PageToRead));
    }

    [Fact]
    public void P2_14_until_then_a_card_on_the_page_with_that_address_speaks()
    {
        var author = Author(
            "<p class=h-entry>T</p><a rel=author href='https://amara.example/'>x</a><a class=h-card href='https://amara.example'>Mara</a>"
        );

        author.PageToRead.ShouldNotBeNull();
        author.Author.Name.ShouldBe("Mara");
        author.With(Page("<p>nothing</p>")).Name.ShouldBe("Mara");
    }

    [Fact]
    public void An_author_page_that_is_the_page_itself_is_not_read_again()
    {
        var author = Author(
            "<p class=h-entry>T</p><link rel=author href=''><a class=h-card href='https://blog.example/2012/post'>Amara</a>"
        );

        author.PageToRead.ShouldBeNull();
        author.Author.Name.ShouldBe("Amara");
    }

    [Fact]
    public void P2_16_on_an_author_page_the_card_with_address_and_uid_comes_first() =>
        Author("<p class=h-entry>T</p><a rel=author href='https://amara.example/'>x</a>")
            .With(
                Page(
                    "<a class=h-card rel=me href='https://other.example/'>Other</a><a class=h-card href='https://amara.example/'>Only url</a>"
                        + "<div class=h-card><a class='p-name u-url u-uid' href='https://amara.example/'>Amara</a></div>"
                )
            )
            .Name.ShouldBe("Amara");

    [Fact]
    public void P2_16_on_an_author_page_a_card_that_is_also_me_comes_next() =>
        Author("<p class=h-entry>T</p><a rel=author href='https://amara.example/'>x</a>")
            .With(
                Page(
                    "<a class=h-card href='https://friend.example/'>Friend</a><a class=h-card rel=me href='https://social.example/amara'>Amara</a>"
                )
            )
            .Name.ShouldBe("Amara");

    [Theory]
    [InlineData(
        "<p class=h-card><a class='u-url u-uid p-name' href='/2012/post'>Yes</a></p><a class=h-card href='/x'>No</a>",
        "Yes"
    )]
    [InlineData("<a class=h-card href='/x'>No</a><a class=h-card rel=me href='/y'>Yes</a>", "Yes")]
    [InlineData("<a class=h-card href='/2012/post'>Yes</a>", "Yes")]
    [InlineData(
        "<a class=h-card href='/2012/post'>No</a><a class=h-card href='/2012/post'>No</a>",
        null
    )]
    [InlineData("<a class=h-card href='/x'>No</a>", null)]
    public void P2_16_a_card_stands_for_a_page_by_three_rules(string html, string? name) =>
        RepresentativeCard.Of(Page(html), Source)?.First("name")?.Text.ShouldBe(name);

    private static MicroformatsPage Page(string html) =>
        MicroformatsReader.Read(html, Source).ShouldNotBeNull();

    private static MentionedAs Read(string html) =>
        MentionedAs.Read(Page(html), Source, IsTarget).ShouldNotBeNull();

    private static MentionedAs Entry(string inside) => Read($"<div class=h-entry>{inside}");

    private static Authorship Author(string html) => Read(html).Authorship;

    private static bool IsTarget(Uri url) => url.AbsoluteUri == Target;
}
