using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

public class AddressTests
{
    [Theory]
    [InlineData("https://Example.ORG/Path?q=1#f", "https://example.org/Path?q=1#f")]
    [InlineData("http://example.org", "http://example.org/")]
    [InlineData(" https://example.org/a b\n", "https://example.org/a%20b")]
    [InlineData("https://example.org/ü?ü", "https://example.org/%C3%BC?%C3%BC")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("www.example.org", "https://www.example.org/")]
    [InlineData("/things/12#q1", "/things/12#q1")]
    [InlineData("/a \"b\"\\c", "/a%20%22b%22%5Cc")]
    [InlineData("#q1", "#q1")]
    [InlineData("mailto:a@b.example?subject=x y", "mailto:a@b.example?subject=x%20y")]
    [InlineData("https://example.org/%zz", "https://example.org/%25zz")]
    public void A_good_address_is_spelled_in_one_way(string address, string expected)
    {
        Address.Safe(address).ShouldBe(expected);
        Address.Safe(expected).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\u200b/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://example.org/")]
    [InlineData("https://user@example.org/")]
    [InlineData("https:example.org")]
    [InlineData("https:///")]
    [InlineData("https://a b/")]
    [InlineData("mailto:nobody")]
    [InlineData("mailto:a@b.example%0Abcc:c@d.example")]
    [InlineData("things/12")]
    [InlineData("?page=2")]
    // Hosts that .NET parses, but that are no names by the rules of IDN.
    [InlineData("https://xn--80ak6aa92e\u05d0/")]
    [InlineData("http://\u0301א/")]
    [InlineData("http://\ufe33\u1e9e/")]
    public void A_bad_address_is_none(string? address) => Address.Safe(address).ShouldBeNull();

    [Fact]
    public void C3_an_address_longer_than_the_limit_is_none()
    {
        Address.Safe("https://example.org/" + new string('a', 1979)).ShouldNotBeNull();
        Address.Safe("https://example.org/" + new string('a', 1980)).ShouldNotBeNull();
        Address.Safe("https://example.org/" + new string('a', 1981)).ShouldBeNull();
        Address.Safe("/" + new string('"', 1000)).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://cpd.example/things/3?x#q1", "/things/3?x#q1")]
    [InlineData("http://CPD.example/", "/")]
    [InlineData("https://cpd.example:443/x", "/x")]
    [InlineData("https://cpd.example//evil.example/", "/evil.example/")]
    [InlineData("https://cpd.example.evil.example/", "https://cpd.example.evil.example/")]
    [InlineData("https://cpd.example:8443/", "https://cpd.example:8443/")]
    public void An_address_of_the_site_becomes_a_path(string address, string expected) =>
        Address.Local(Address.Safe(address), Texts.Names.Site).ShouldBe(expected);

    [Theory]
    [InlineData("x/y", "https://blog.example/2026/x/y")]
    [InlineData("?p=1", "https://blog.example/2026/post?p=1")]
    [InlineData("#top", "https://blog.example/2026/post#top")]
    [InlineData("/x", "https://blog.example/x")]
    [InlineData("//cdn.example/x", "https://cdn.example/x")]
    [InlineData("../../../x", "https://blog.example/x")]
    [InlineData("javascript:x", null)]
    [InlineData("//user@evil.example", null)]
    public void An_address_on_another_page_belongs_to_that_page(string address, string? expected) =>
        Address.Safe(address, new Uri("https://blog.example/2026/post")).ShouldBe(expected);

    [Theory]
    [InlineData("/media/0a/b-c_d.webp", true)]
    [InlineData("/media/", false)]
    [InlineData("/media/../sign-out", false)]
    [InlineData("/media/%2e%2e/sign-out", false)]
    [InlineData("/media/a?x", false)]
    [InlineData("/Media/a", false)]
    [InlineData("https://evil.example/media/a", false)]
    public void Only_plain_paths_are_pictures_of_ours(string path, bool isOurs) =>
        Address.IsOwnPicture(path).ShouldBe(isOurs);
}
