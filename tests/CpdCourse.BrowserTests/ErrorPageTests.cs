using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>What is shown in place of a page is kept to the same rules.</summary>
public sealed class ErrorPageTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    [Theory]
    [InlineData("/no-such-page", 404, Who.Visitor)]
    [InlineData("/no-such-page", 404, Who.Participant)]
    [InlineData("/no-such-page", 404, Who.Organiser)]
    [InlineData("/@nobody/nothing", 404, Who.Visitor)]
    [InlineData("/things/99", 404, Who.Visitor)]
    [InlineData("/studio/things/99", 404, Who.Organiser)]
    [InlineData("/stop-replies?key=x", 404, Who.Visitor)]
    [InlineData("/confirm?link=x", 410, Who.Visitor)]
    [InlineData("/confirm/address?link=x", 410, Who.Visitor)]
    [InlineData("/confirm/address?link=x", 410, Who.Participant)]
    [InlineData("/confirm/address?link=x", 410, Who.Organiser)]
    [InlineData("/forgot/x", 410, Who.Visitor)]
    [InlineData("/forgot/x", 410, Who.Participant)]
    [InlineData("/forgot/x", 410, Who.Organiser)]
    [InlineData("/studio", 403, Who.Participant)]
    [InlineData("/not-for-you", 403, Who.Visitor)]
    [InlineData("/about?answers=400", 400, Who.Visitor)]
    [InlineData("/about?answers=429", 429, Who.Visitor)]
    [InlineData("/about?answers=500", 500, Who.Visitor)]
    public async Task A_page_that_is_not_to_be_had(string path, int status, Who who)
    {
        var site = await stage.Empty();
        var visit = await windows.At(stage, site, path, who, status);

        await Examination.Of(visit, $"{status} {path} {who}", "");
    }

    [Fact]
    public async Task A_post_that_was_taken_back()
    {
        var site = await stage.Desk();
        await site.APost("Marisol", "Regretted", "Words.", 12);
        await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var post = await db.Posts.SingleAsync(p => p.Slug == "regretted");
            post.Withdraw(services.GetRequiredService<TimeProvider>().GetUtcNow());
            return await db.SaveChangesAsync();
        });

        foreach (var who in Places.Each)
        {
            await using var visit = await stage.Open(site, new Look(Places.Handle(who)));

            // Its author may bring it back.
            await visit.Go("/@marisol/regretted", who is Who.Participant ? 200 : 410);

            await Examination.Of(visit, $"post taken back {who}", "");
        }
    }
}
