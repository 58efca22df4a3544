using CpdCourse.Testing;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>The pages around a comment of one's own, which have no address to begin with.</summary>
public sealed class CommentPageTests(Stage stage)
{
    [Theory]
    [InlineData(Who.Visitor, true)]
    [InlineData(Who.Participant, false)]
    [InlineData(Who.Organiser, false)]
    public async Task A_comment_from_its_form_to_its_removal(Who who, bool isHeld)
    {
        var site = await stage.Desk();
        var title = $"Soup for a {who}";
        await site.APost("Marisol", title, "A *good* week.", 12);
        var post = $"/@marisol/soup-for-a-{who}".ToLowerInvariant();
        await using var visit = await stage.Open(site, new Look(Places.Handle(who)));

        await visit.Go(post);
        await visit.Page.GetByLabel("Your comment").FillAsync("Which *soup*?");
        await Press(visit, "Preview");
        await Examination.Of(visit, $"preview of a comment {who}", "Your comment on");
        if (who is Who.Visitor)
        {
            await visit.Page.GetByLabel("Your name").FillAsync("Dilys");
        }

        await Press(visit, "Post comment");
        await visit.Page.Locator("#c1").WaitForAsync();
        await Examination.Of(visit, $"post with one's own comment {who}", title);
        if (isHeld)
        {
            await visit.Go($"{post}/comments/1");
            await Examination.Of(visit, $"held comment {who}", "Your comment");
        }

        await Change(visit, post, who);
        await Remove(visit, post, who);
    }

    [Fact]
    public async Task The_held_comment_of_somebody_whose_address_is_not_confirmed()
    {
        var site = await stage.Desk();
        await site.APerson("Una", confirmed: false);
        await using var visit = await stage.Open(site, new Look("una"));
        await visit.Go("/@maria/bread");
        await visit.Page.GetByLabel("Your comment").FillAsync("Which flour?");
        await Press(visit, "Post comment");
        var link = visit.Page.Locator(".thread article", new() { HasText = "Which flour?" });
        await link.First.WaitForAsync();
        var number = (await link.First.GetAttributeAsync("id"))![1..];

        await visit.Go($"/@maria/bread/comments/{number}");

        await Examination.Of(visit, "held comment, not confirmed", "Your comment");
    }

    private static async Task Change(Visit visit, string post, Who who)
    {
        await visit.Go($"{post}/comments/1/edit");
        await Examination.Of(visit, $"change comment {who}", "Change your comment");
        await EmptyForm.Send(visit, "Save");
        await Examination.Of(visit, $"change comment, empty {who}", "Change your comment");
    }

    private static async Task Remove(Visit visit, string post, Who who)
    {
        await visit.Go(post);
        await Press(visit, "Delete your comment");
        await visit
            .Page.Locator("h1", new() { HasText = "Your comment was removed" })
            .WaitForAsync();
        await Examination.Of(visit, $"comment taken back {who}", "Your comment was removed");
        await visit.Go($"{post}/comments/1", 410);
        await Examination.Of(visit, $"comment gone {who}", "This comment was removed");
    }

    private static Task Press(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
