namespace CpdCourse.UnitTests.Markup;

public sealed class StrangersLinkTests
{
    [Fact]
    public void C6_links_of_strangers_earn_nothing_and_their_pictures_are_not_fetched()
    {
        const string Link = "<a href=\"https://shop.example/\" rel=\"ugc nofollow noopener\">";

        var said = Texts.Comment("[x](https://shop.example/) ![y](https://shop.example/y.png)");
        var fed = Texts.Foreign(
            "<a href='https://shop.example/' rel=follow>x</a><img src='https://shop.example/y.png' alt=y srcset='https://shop.example/z 1x'>"
        );
        var written = Texts.Post("![y](https://shop.example/y.png)");

        said.Html.ToString().ShouldContain(Link);
        fed.Html.ToString().ShouldContain(Link);
        foreach (var text in new[] { said, fed, written })
        {
            text.Html.ToString().ShouldNotContain("<img");
            text.Html.ToString().ShouldContain("href=\"https://shop.example/y.png\"");
        }
    }
}
