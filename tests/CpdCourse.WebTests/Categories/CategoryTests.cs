using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Categories;

public sealed class CategoryTests
{
    [Fact]
    public async Task A_category_lists_its_Things_and_posts()
    {
        await using var site = new CourseSite();
        await site.Published(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Text",
                Categories = ["Online identity"],
            }
        );
        using var visitor = site.Visitor();

        var page = await visitor.Page("/categories/online-identity");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Online identity");
        page.QuerySelector("main a[href='/things/3']").ShouldNotBeNull();
        page.QuerySelector(".post-item h3")!.TextContent.ShouldBe("Soup");
        page.QuerySelector("link[href='/categories/online-identity/feed']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_category_without_posts_says_so_and_an_unknown_one_is_not_there()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        (await visitor.Page("/categories/online-identity"))
            .QuerySelector(".empty")!
            .TextContent.ShouldContain("Nothing here yet");
        (await visitor.GetAsync("/categories/nothing")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_category_that_only_hidden_posts_have_is_absent()
    {
        await using var site = new CourseSite();
        await site.PlantHidden();
        using var visitor = site.Visitor();
        using var tom = await site.SignedInAs("Tom");
        using var maria = await site.SignedInAs("Maria");

        foreach (var page in new[] { "/categories", "/feeds", "/", "/sitemap.xml" })
        {
            var text = await (await visitor.GetAsync(page)).Content.ReadAsStringAsync();
            Planting.Hidden.Where(text.Contains).ShouldBeEmpty(page);
        }

        (await visitor.GetAsync($"/categories/{Planting.Course}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await visitor.GetAsync($"/categories/{Planting.Me}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await tom.GetAsync($"/categories/{Planting.Course}")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await tom.GetAsync($"/categories/{Planting.Me}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await maria.GetAsync($"/categories/{Planting.Me}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await maria.GetAsync($"/categories/{Planting.Withdrawn}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task The_list_counts_what_the_reader_can_see()
    {
        await using var site = new CourseSite();
        await site.Published(
            "Maria",
            new Draft
            {
                Title = "A",
                Text = "Text",
                Categories = ["Soup & Brot"],
            }
        );
        await site.Published(
            "Maria",
            new Draft
            {
                Title = "B",
                Text = "Text",
                Categories = ["Soup & Brot"],
                Audience = Audience.Course,
            }
        );
        using var visitor = site.Visitor();

        var row = (await visitor.Page("/categories"))
            .QuerySelectorAll("main li")
            .Single(li => li.TextContent.Contains("Brot"));

        row.TextContent.ShouldContain("1 post");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe("/categories/soup-brot");
    }

    [Fact]
    public async Task The_list_is_one_question_and_a_category_two()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        await visitor.GetAsync("/things");

        (await SqlCommands.During(site, () => visitor.GetAsync("/categories"))).Count.ShouldBe(1);
        (
            await SqlCommands.During(site, () => visitor.GetAsync("/categories/online-identity"))
        ).Count.ShouldBe(2);
    }
}
