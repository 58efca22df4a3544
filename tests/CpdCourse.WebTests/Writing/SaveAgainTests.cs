using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

/// <summary>Forms that come twice, late, or from a page that was opened long ago.</summary>
public sealed class SaveAgainTests
{
    [Fact]
    public async Task R2_a_new_form_whose_first_answer_was_lost_is_published_as_it_was_sent_last()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var form = await maria.Page(Editing.Freely);
        var text = new { Input__Text = "Words" };
        await maria.Press(form, text, "save");

        var again = new
        {
            Input__Text = "Words",
            Input__Title = "For myself",
            Input__Audience = nameof(Audience.Me),
        };
        var published = await maria.Press(form, again, "publish");

        published.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var post = await site.Read(db => db.Posts.AsNoTracking().SingleAsync());
        (post.State, post.Audience, post.Title).ShouldBe(
            (PostState.Published, Audience.Me, "For myself")
        );
    }

    [Fact]
    public async Task R7_a_new_form_from_long_ago_does_not_overwrite_what_was_written_since()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var form = await maria.Page(Editing.Freely);
        var saved = await maria.Press(form, new { Input__Text = "First" }, "save");
        var page = await maria.Page(saved);
        await maria.Press(page, new { Input__Text = "First and second" }, "save");

        var late = await maria.Press(form, new { Input__Text = "First again" }, "publish");

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var post = await site.Read(db => db.Posts.AsNoTracking().SingleAsync());
        (post.State, post.Draft!.Text).ShouldBe((PostState.Draft, "First and second"));
    }

    [Fact]
    public async Task R2_publishing_a_draft_twice_leads_to_the_post_twice()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var draft = await site.ADraft("Maria", new Draft { Title = "Soup", Text = "Hot." });
        var page = await maria.Page($"/write/{draft.Number}");

        var first = await maria.Press(page, null, "publish");
        var second = await maria.Press(page, null, "publish");

        foreach (var answer in new[] { first, second })
        {
            answer.Headers.Location!.ToString().ShouldBe("/@maria/soup?published=now");
        }

        (await site.Read(db => db.Posts.SelectMany(p => p.Revisions).CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_form_with_an_invented_version_is_kept_all_the_same()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var form = await maria.Page(Editing.Freely);

        var sent = new { Input__Text = "Words", Input__Version = "5" };
        var answer = await maria.Press(form, sent, "save");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.Read(db => db.Posts.SingleAsync())).Draft!.Text.ShouldBe("Words");
    }

    [Fact]
    public async Task A_draft_in_a_second_name_stays_in_it()
    {
        await using var site = new CourseSite();
        var ola = await site.SignedInAs("Ola");
        var night = await site.APerson("Night");
        await site.Read(async db =>
        {
            var account = await db.Users.SingleAsync(u => u.Email == "ola@example.org");
            await db.PersonaOwners.Where(o => o.Persona == night).ExecuteDeleteAsync();
            db.PersonaOwners.Add(new PersonaOwner { Persona = night, Account = account.Id });
            return await db.SaveChangesAsync();
        });
        var form = await ola.Page(Editing.Freely);
        var typed = new { Input__Text = "At night.", Input__Persona = $"{night}" };
        var saved = await ola.Press(form, typed, "save");

        var page = await ola.Page(saved);
        Chosen(page).ShouldBe("Night");
        var long_ = new { Input__Title = new string('x', 300) };
        page = await Forms.Parse(await ola.Press(page, long_, "save"));
        Chosen(page).ShouldBe("Night");
        var published = await ola.Press(page, new { Input__Title = "Dark" }, "publish");

        published.Headers.Location!.ToString().ShouldStartWith("/@night/dark");
    }

    [Fact]
    public async Task A_name_that_is_not_ones_own_is_refused_and_the_text_is_still_there()
    {
        await using var site = new CourseSite();
        var tom = await site.APerson("Tom");
        var maria = await site.SignedInAs("Maria");
        var form = await maria.Page(Editing.Freely);
        foreach (var name in new[] { $"{tom}", "nobody" })
        {
            var sent = new { Input__Text = "Mine.", Input__Persona = name };
            var answer = await maria.Press(form, sent, "publish");

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var page = await Forms.Parse(answer);
            page.QuerySelector(".error-summary")!.TextContent.ShouldContain("not one of yours");
            page.QuerySelector("#Input_Text")!.TextContent.ShouldContain("Mine.");
        }

        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("restore")]
    public async Task What_was_never_published_cannot_be_taken_back(string verb)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var draft = await site.ADraft("Maria", new Draft { Title = "Soup", Text = "Hot." });
        var page = await maria.Page($"/write/{draft.Number}");
        var form = page.QuerySelector("form[action$=drop]")!;
        form.SetAttribute("action", $"/write/{draft.Number}/{verb}");

        var answer = await maria.Send(page, $"form[action$={verb}]");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_earlier_text_comes_back_with_the_Things_in_their_order()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var post = await site.APost("Maria", "Two", "## A {#q1}\n\nTwelve.", 12, 7);
        var history = await maria.Page($"/write/{post.Number}/history");

        await maria.Send(history, "main form[method=post]");

        var kept = await site.Read(db => db.Posts.AsNoTracking().SingleAsync());
        kept.Draft!.Things.ShouldBe([12, 7]);
    }

    [Fact]
    public async Task R2_sending_a_new_post_twice_makes_one_post()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var page = await maria.Page(Editing.Freely);

        var first = await maria.Press(page, new { Input__Text = "Words" }, "publish");
        var second = await maria.Press(page, new { Input__Text = "Words" }, "publish");

        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("Martians")]
    [InlineData("")]
    [InlineData("Group")]
    public async Task A_form_that_does_not_say_who_may_read_shows_it_to_nobody(string audience)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var page = await maria.Page(Editing.Freely);

        await maria.Press(
            page,
            new { Input__Text = "Words", Input__Audience = audience },
            "publish"
        );

        (await site.Read(db => db.Posts.SingleAsync())).Audience.ShouldBe(Audience.Me);
    }

    [Fact]
    public async Task R2_pressing_publish_twice_makes_one_post()
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var draft = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Words",
                Things = [12],
            }
        );
        var page = await maria.Page($"/write/{draft.Number}?as=free");

        var first = await maria.Press(page, null);
        var second = await maria.Press(page, null);

        first.StatusCode.ShouldBe(HttpStatusCode.Found);
        second.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
        (await site.Visitor().Page("/responses")).QuerySelectorAll(".post-item").Length.ShouldBe(1);
    }

    private static string Chosen(IHtmlDocument page) =>
        page.QuerySelectorAll("#Input_Persona option")
            .OfType<IHtmlOptionElement>()
            .Single(o => o.IsSelected)
            .TextContent;
}
