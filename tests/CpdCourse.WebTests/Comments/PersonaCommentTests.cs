using CpdCourse.Data.Accounts;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Comments;

public sealed class PersonaCommentTests
{
    [Fact]
    public async Task Under_ones_own_post_one_answers_in_the_name_it_was_written_in()
    {
        await using var site = new CourseSite();
        var ola = await site.SignedInAs("Ola");
        await site.APost("Night", "Two in the morning", "Words", 12);
        await site.Read(async db =>
        {
            var account = await db.Users.SingleAsync(u => u.Email == "ola@example.org");
            var night = await db.Personas.SingleAsync(p => p.Handle == "night");
            await db.PersonaOwners.Where(o => o.Persona == night.Id).ExecuteDeleteAsync();
            db.PersonaOwners.Add(new PersonaOwner { Persona = night.Id, Account = account.Id });
            return await db.SaveChangesAsync();
        });
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        var page = await ola.Page("/@night/two-in-the-morning");
        page.QuerySelector("#reply")!.TextContent.ShouldContain("Night");
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        await ola.Send(page, "#comment-form", new { Input__Text = "Thank you." }, "Post comment");

        var shown = await site.Visitor().Page("/@night/two-in-the-morning");
        shown.QuerySelector("#c1 .who")!.TextContent.ShouldContain("Night");
        shown.Body!.TextContent.ShouldNotContain("Ola");
    }
}
