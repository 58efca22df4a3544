using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

public class ExcerptTests
{
    [Theory]
    [InlineData("<p>Short.</p>", 280, "Short.")]
    [InlineData("<p>One two three four</p>", 18, "One two three four")]
    [InlineData("<p>One two three four</p>", 17, "One two three…")]
    [InlineData("<p>One two, three</p>", 10, "One two…")]
    [InlineData("<p>Unbreakable</p>", 5, "Unbr…")]
    [InlineData("<p>x</p>", 1, "x")]
    [InlineData("<p>xy</p>", 1, "…")]
    [InlineData("", 10, "")]
    [InlineData("<p> \n\t &nbsp; </p>", 10, "")]
    [InlineData("<h2>Heading</h2><p>Text</p>", 280, "Text")]
    [InlineData("<h2>Only a heading</h2>", 280, "Only a heading")]
    [InlineData("<p>a</p><p>b</p><ul><li>c<li>d</ul>e<br>f", 280, "a b c d e f")]
    [InlineData("a&lt;b&gt; &amp;amp; &copy;", 280, "a<b> &amp; ©")]
    [InlineData("x<script>alert(1)</script><style>p{}</style><!-- c -->y", 280, "xy")]
    public void An_excerpt_is_cut_at_a_word(string html, int max, string expected) =>
        Render.Excerpt(html, max).ShouldBe(expected);

    [Theory]
    // Joined emoji, flag, skin tone, accents set after their letter: one character for the reader.
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 5, "…")]
    [InlineData("🇳🇴🇳🇴", 6, "🇳🇴…")]
    [InlineData("👍🏽👍🏽", 5, "👍🏽…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("שלום עולם טוב", 10, "שלום עולם…")]
    [InlineData("السلام عليكم", 8, "السلام…")]
    [InlineData("私は図書館で働いています", 6, "私は図書館…")]
    public void An_excerpt_never_breaks_what_a_reader_sees_as_one(
        string html,
        int max,
        string expected
    ) => Render.Excerpt(html, max).ShouldBe(expected);

    [Fact]
    public void An_excerpt_of_nothing_wide_enough_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Render.Excerpt("x", 0));

    [Fact]
    public void Characters_that_turn_the_text_around_are_removed() =>
        Render.Excerpt("a\u202eb\u2066c\u2069 \0d\u0085\ud800\ufffe").ShouldBe("abc d");

    [Theory]
    [InlineData("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree")]
    [InlineData("<ul><li>a<ul><li>b</ul></ul>", "a\nb")]
    [InlineData("<table><tr><td>a</td> <td>b</td></tr><tr><td>c</td></tr></table>", "a\nb\nc")]
    [InlineData("plain &lt;b&gt;", "plain <b>")]
    [InlineData("<img src=x alt=y>", "")]
    public void Plain_text_has_a_line_for_each_block(string html, string expected) =>
        Render.PlainText(html).ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData("one, two – three!", 3)]
    [InlineData("don't well-known @amara", 3)]
    [InlineData("– … !", 0)]
    [InlineData("e\u0301te\u0301", 1)]
    [InlineData("図書館 CPD", 3)]
    [InlineData("👩‍👩‍👧 2026", 1)]
    public void Words_are_counted_as_a_reader_meets_them(string markdown, int words) =>
        Texts.Post(markdown).Words.ShouldBe(words);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(220, 1)]
    [InlineData(329, 1)]
    [InlineData(330, 2)]
    [InlineData(2200, 10)]
    public void Reading_takes_a_minute_for_220_words(int words, int minutes) =>
        Render.ReadingMinutes(words).ShouldBe(minutes);
}
