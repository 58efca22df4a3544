using System.Net;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Writing;

public sealed class WriteLimitTests
{
    [Fact]
    public async Task One_busy_writer_does_not_slow_down_another_in_the_same_room()
    {
        await using var site = new CourseSite(("Limits:WritesPerMinute", "1"));
        var maria = await site.SignedInAs("Maria");
        var tom = await site.SignedInAs("Tom");

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            var page = await maria.Page("/write?as=free");
            answers.Add(
                (await maria.Press(page, new { Input__Text = "Words" }, "Save draft")).StatusCode
            );
        }

        answers[..4].ShouldAllBe(s => s == HttpStatusCode.Found);
        answers[4].ShouldBe(HttpStatusCode.TooManyRequests);
        var other = await tom.Page("/write?as=free");
        (await tom.Press(other, new { Input__Text = "Words" }, "Save draft")).StatusCode.ShouldBe(
            HttpStatusCode.Found
        );
    }
}
