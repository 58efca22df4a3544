using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.UnitTests.Common;

public sealed class TextTests
{
    [Theory]
    [InlineData("  two\r\n lines\t", "two lines")]
    [InlineData("a\0b\u0007c", "abc")]
    [InlineData("evil\u202Etxt.exe", "eviltxt.exe")]
    [InlineData("\uD800lone", "lone")]
    [InlineData("e\u0301", "é")]
    [InlineData("👩‍👩‍👧 family", "👩‍👩‍👧 family")]
    [InlineData("no\uFFFE character\uFFFF", "no character")]
    [InlineData("Ma\u200Bri\u2060a\u00AD", "Maria")]
    [InlineData("می\u200Cروم", "می\u200Cروم")]
    [InlineData(null, "")]
    public void C5_a_line_is_one_line_of_honest_text(string? typed, string kept) =>
        Text.Line(typed).ShouldBe(kept);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd😀g", 6, "abcd…")]
    [InlineData("abcd efg", 6, "abcd…")]
    [InlineData("abcde\u0301fgh", 6, "abcd…")]
    [InlineData("e\u0301\u0301\u0301\u0301", 3, "e\u0301…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…")]
    public void What_is_cut_has_no_half_characters(string text, int limit, string cut) =>
        Text.Cut(text, limit).ShouldBe(cut);

    [Theory]
    [InlineData("https://blog.example/a", true)]
    [InlineData("http://\u202Eblog.example/", false)]
    [InlineData("http://a.\u200D/", false)]
    [InlineData("http://\u200Fa.example\u200E/", false)]
    [InlineData("http://user@blog.example/", false)]
    [InlineData("ftp://blog.example/", false)]
    public void An_address_is_one_or_not_but_never_an_error(string typed, bool isWeb) =>
        Link.IsWeb(typed).ShouldBe(isWeb);

    [Theory]
    [InlineData("Two councils and no travel budget", "two-councils-and-no-travel-budget")]
    [InlineData("Siân’s café: Überraschung!", "sians-cafe-uberraschung")]
    [InlineData("Привет, мир", "привет-мир")]
    [InlineData("  ", "post")]
    [InlineData("🎉🎉", "post")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("no\uFFFE character\uD800", "no-character")]
    public void A_slug_is_what_is_left_of_a_title(string title, string slug) =>
        Text.Slug(title).ShouldBe(slug);

    [Fact]
    public void A_slug_is_cut_at_a_word() =>
        Text.Slug(string.Join(' ', Enumerable.Repeat("word", 50))).Length.ShouldBeInRange(40, 80);

    [Theory]
    [InlineData("Marisol Okafor", "marisol-okafor")]
    [InlineData("Ola Nyström", "ola-nystrom")]
    [InlineData("李雯", "writer")]
    [InlineData("x", "writer")]
    public void A_handle_is_plain_ASCII(string name, string handle) =>
        Persona.NormalHandle(name).ShouldBe(handle);

    [Theory]
    [InlineData("Maria", true)]
    [InlineData("李", true)]
    [InlineData("😀", true)]
    [InlineData("7", true)]
    [InlineData("", false)]
    [InlineData("\u200B", false)]
    [InlineData("\u200D\u200C", false)]
    [InlineData("\u3164", false)]
    [InlineData("\u2800 \u2800", false)]
    [InlineData("\u0301", false)]
    public void C5_a_name_can_be_seen(string typed, bool isName)
    {
        Persona.IsName(Text.Line(typed)).ShouldBe(isName);
        var maria = new Persona("maria", "Maria", DateTimeOffset.UnixEpoch);
        maria
            .Describe(new PersonaDetails(typed, "", "", "", Listed: true, ShowsStrip: true))
            .IsDone.ShouldBe(isName);
    }

    [Fact]
    public void The_handle_of_a_handle_is_that_handle()
    {
        Persona.NormalHandle("Kenji 賢二 Tanaka").ShouldBe("kenji-tanaka");
        string[] pieces =
        [
            "a",
            "Zo",
            "é",
            "賢二",
            "-",
            " ",
            "'",
            "9",
            "K",
            "ß",
            "İ",
            "😀",
            "_",
            "--",
            "Ω",
        ];
        var chance = new Random(20_260_408);
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Concat(
                Enumerable
                    .Range(0, chance.Next(1, 40))
                    .Select(_ => pieces[chance.Next(pieces.Length)])
            );
            var handle = Persona.NormalHandle(name);
            Persona.NormalHandle(handle).ShouldBe(handle, name);
            handle.Length.ShouldBeInRange(2, Persona.HandleLimit);
        }
    }

    [Theory]
    [InlineData(
        "https://Example.ORG:443/a/?utm_source=x&b=1&fbclid=2#frag",
        "https://example.org/a/?b=1"
    )]
    [InlineData("http://bücher.example/x", "http://xn--bcher-kva.example/x")]
    [InlineData("http://example.org:8080/", "http://example.org:8080/")]
    [InlineData("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a")]
    public void A_page_has_one_canonical_address(string address, string canonical) =>
        Link.Canonical(new Uri(address)).ShouldBe(canonical);

    [Theory]
    [InlineData("https://example.org/x", true)]
    [InlineData("ftp://example.org/x", false)]
    [InlineData("//example.org/x", false)]
    [InlineData("https://a:b@example.org/", false)]
    [InlineData("", false)]
    public void Only_http_addresses_count(string address, bool counts) =>
        Link.IsWeb(address).ShouldBe(counts);
}
