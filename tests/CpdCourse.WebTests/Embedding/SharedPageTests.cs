using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Embedding;

/// <summary>What a page says to a service where somebody shares its address (Open Graph).</summary>
public sealed class SharedPageTests
{
    [Theory]
    [InlineData("/@maria/soup", "Soup", "A good week.", "article")]
    [InlineData("/things/12", "Thing 12", "", "website")]
    [InlineData("/@maria", "Maria", "What Maria writes on the course.", "profile")]
    [InlineData("/", "23 Things for Professional Development", "", "website")]
    public async Task S8_5_a_page_has_one_address_and_says_title_description_and_picture(
        string path,
        string title,
        string description,
        string kind
    )
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A *good* week.", 12);
        using var visitor = site.Visitor();

        var page = await visitor.Page($"{path}?utm_source=elsewhere");

        string Says(string name) =>
            page.QuerySelector($"meta[property='{name}'], meta[name='{name}']")
                .ShouldNotBeNull(name)
                .GetAttribute("content")!;
        Says("og:title").ShouldStartWith(title);
        Says("og:description").ShouldNotBeEmpty();
        Says("og:description").ShouldStartWith(description);
        Says("description").ShouldBe(Says("og:description"));
        Says("og:type").ShouldBe(kind);
        Says("og:url").ShouldBe($"http://localhost:5023{path}");
        page.QuerySelector("link[rel=canonical]")!
            .GetAttribute("href")
            .ShouldBe($"http://localhost:5023{path}");
        Says("og:image:alt").ShouldNotBeEmpty();
        Says("twitter:card").ShouldBe("summary");
        var picture = new Uri(Says("og:image"));
        picture.GetLeftPart(UriPartial.Authority).ShouldBe("http://localhost:5023");
        (await visitor.GetAsync(picture.AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
