using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
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
        await OlaIsAlsoNight(site);
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        var page = await ola.Page("/@night/two-in-the-morning");
        page.QuerySelector("#reply")!.TextContent.ShouldContain("Night");
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        await ola.Send(page, "#comment-form", new { Input__Text = "Thank you." }, "Post comment");

        var shown = await site.Visitor().Page("/@night/two-in-the-morning");
        shown.QuerySelector("#c1 .who")!.TextContent.ShouldContain("Night");
        shown.Body!.TextContent.ShouldNotContain("Ola");
    }

    [Fact]
    public async Task Under_others_posts_one_chooses_who_speaks()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words", 12);
        var ola = await site.SignedInAs("Ola");
        await site.APerson("Night");
        var night = await OlaIsAlsoNight(site);

        var page = await ola.Page(post.Address());
        var names = page.QuerySelectorAll("#Input_Persona option")
            .OfType<IHtmlOptionElement>()
            .ToList();
        names.Select(n => n.TextContent).ShouldBe(["Night", "Ola"]);
        names.Single(n => n.IsSelected).TextContent.ShouldBe("Ola");
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        var sent = new { Input__Text = "From the night.", Input__Persona = $"{night}" };
        var preview = await ola.Send(page, "#comment-form", sent, "preview").Parsed();
        preview.QuerySelector("#preview .who")!.TextContent.ShouldContain("Night");
        await ola.Send(preview, "#comment-form", null, "Post comment");

        var shown = await site.Visitor().Page(post.Address());
        shown.QuerySelector("#c1 .who")!.TextContent.ShouldContain("Night");
        shown.QuerySelector("#comments")!.TextContent.ShouldNotContain("Ola");
    }

    [Fact]
    public async Task Nobody_comments_as_somebody_else()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "Words", 12);
        var ola = await site.SignedInAs("Ola");
        var tom = await site.APerson("Tom");

        foreach (var other in new[] { $"{tom}", $"{post.Author}", "nobody" })
        {
            var page = await ola.Page(post.Address());
            site.Clock.Advance(TimeSpan.FromSeconds(10));
            var sent = new { Input__Text = "In another's name.", Input__Persona = other };
            var answer = await ola.Send(page, "#comment-form", sent, "Post comment");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            page = await Forms.Parse(answer);
            page.Text(".error-summary").ShouldContain("That name is not one of yours");
            page.QuerySelector("#Input_Text")!.TextContent.ShouldBe("In another's name.");
        }

        (await site.CommentsOn(post)).ShouldBeEmpty();
    }

    // Two personas of one account, as somebody who has made a second one.
    private static Task<Id<Persona>> OlaIsAlsoNight(CourseSite site) =>
        site.Read(async db =>
        {
            var account = await db.Users.SingleAsync(u => u.Email == "ola@example.org");
            var night = await db.Personas.SingleAsync(p => p.Handle == "night");
            await db.PersonaOwners.Where(o => o.Persona == night.Id).ExecuteDeleteAsync();
            db.PersonaOwners.Add(new PersonaOwner { Persona = night.Id, Account = account.Id });
            await db.SaveChangesAsync();
            return night.Id;
        });
}
