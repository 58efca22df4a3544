using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class LinkHeaderTests
{
    private static readonly Uri Here = new("https://blog.example/2011/post");

    [Theory]
    [InlineData("<https://a.example/>; rel=hub", "https://a.example/ hub")]
    [InlineData("<x>; rel=\"hub\"", "https://blog.example/2011/x hub")]
    [InlineData("<>; rel=self", "https://blog.example/2011/post self")]
    [InlineData("<x>;REL=\"Hub self\"", "https://blog.example/2011/x Hub self")]
    [InlineData("<x>; rel=a; rel=b", "https://blog.example/2011/x a")]
    [InlineData(
        "<a>; rel=1,<b>;rel=2",
        "https://blog.example/2011/a 1|https://blog.example/2011/b 2"
    )]
    [InlineData(
        "<a,b;c>; title=\"x, <y>; \\\"z\\\"\"; rel=1, <b>; rel=2",
        "https://blog.example/2011/a,b;c 1|https://blog.example/2011/b 2"
    )]
    [InlineData("<x>", "https://blog.example/2011/x ")]
    [InlineData("<x>; rel", "https://blog.example/2011/x ")]
    [InlineData("<mailto:a@b.example>; rel=hub, <x>; rel=hub", "https://blog.example/2011/x hub")]
    [InlineData("<x>; rel=hub; anchor=\"https://other.example/\"", "")]
    [InlineData("<x>; rel=hub; anchor=\"#part\"", "https://blog.example/2011/x hub")]
    [InlineData("<x", "")]
    [InlineData("x>; rel=hub", "")]
    [InlineData("", "")]
    [InlineData("<x>; rel=\"hub", "https://blog.example/2011/x hub")]
    [InlineData(",,<x>;;;rel=hub,,", "https://blog.example/2011/x hub")]
    public void Links_are_read(string header, string links) =>
        string.Join('|', LinkHeader.Read([header], Here).Select(l => $"{l.Address} {l.Relations}"))
            .ShouldBe(links);

    [Fact]
    public void A_link_says_its_type_and_title()
    {
        var link = LinkHeader
            .Read(
                ["<f>; rel=alternate; type=\"application/atom+xml\"; title=\"My \\\"feed\\\"\""],
                Here
            )
            .ShouldHaveSingleItem();

        link.Type.ShouldBe("application/atom+xml");
        link.Title.ShouldBe("My \"feed\"");
        link.Is("ALTERNATE").ShouldBeTrue();
        link.Is("alter").ShouldBeFalse();
    }

    [Fact]
    public void Only_so_many_links_count() =>
        LinkHeader
            .Read([string.Concat(Enumerable.Repeat("<x>,", 100_000))], Here)
            .Count.ShouldBe(100);
}
