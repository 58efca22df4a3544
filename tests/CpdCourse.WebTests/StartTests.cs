using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests;

public sealed class StartTests
{
    [Fact]
    public async Task A_fresh_site_answers_and_holds_the_23_Things()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        (await visitor.GetStringAsync("/healthz")).ShouldBe("ok");
        (await site.Read(db => db.Things.CountAsync())).ShouldBe(23);
    }

    [Fact]
    public async Task A_person_can_publish_a_post()
    {
        await using var site = new CourseSite();

        var post = await site.APost("Maria", "Soup", "A *good* week.", 12);

        post.Slug.ShouldBe("soup");
        post.Rendered.Html.ShouldBe("<p>A <em>good</em> week.</p>");
    }
}
