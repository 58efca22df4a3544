using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  a \t\r\n b\u00A0\u2028c ", "a b c")]
    [InlineData("a\0b\u0007\u009F", "ab")]
    [InlineData("\u202Dabc\u202C\u2066d\u2069", "abcd")]
    [InlineData("\uFEFFa\uFFFEb\uFFFFc", "abc")]
    [InlineData("👩‍👩‍👧 é नी", "👩‍👩‍👧 é नी")]
    public void Text_is_cleaned(string? text, string clean) =>
        PlainText.Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("a < b & c > d", "a < b & c > d")]
    [InlineData("<p>a</p>b<br>c<i>d</i>e", "a b cde")]
    [InlineData("a &lt;b&gt; &eacute;", "a <b> é")]
    [InlineData("<style>x</style><script>y</script>z<!-- c -->", "z")]
    [InlineData("<a href='x", "")]
    public void Html_becomes_text(string html, string text) =>
        PlainText.FromHtml(html).ShouldBe(text);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("one two three four", 12, "one two…")]
    [InlineData("one two three four", 14, "one two three…")]
    [InlineData("abcdefghijklmnop", 6, "abcde…")]
    [InlineData("ab😀😀😀", 4, "ab…")]
    [InlineData("abcde\u0301fgh", 6, "abcd…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…")]
    public void Text_is_cut_after_a_word_or_a_whole_letter(string text, int length, string cut)
    {
        PlainText.Cut(text, length).ShouldBe(cut);
        PlainText.Cut(text, length).Length.ShouldBeLessThanOrEqualTo(length);
    }

    [Fact]
    public void Halves_of_letters_are_dropped() =>
        PlainText.Clean("x\uD83Dy\uDE00z😀\uD83D").ShouldBe("xyz😀");

    [Fact]
    public void A_letter_with_a_thousand_accents_is_cut_too()
    {
        PlainText.Cut("a" + new string('\u0301', 1000), 100).Length.ShouldBe(100);
        PlainText.Cut("😀" + new string('\u0301', 1000), 2).Length.ShouldBeLessThanOrEqualTo(2);
    }
}
