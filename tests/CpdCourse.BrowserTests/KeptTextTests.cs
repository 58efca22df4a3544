using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CpdCourse.BrowserTests;

/// <summary>What is typed is never lost: a tab that dies, a line that breaks, a second device, somebody else at the same machine.</summary>
public sealed class KeptTextTests(Stage stage)
{
    private const string Copies =
        "Object.keys(localStorage).filter(k => k.startsWith('draft:')).length";

    [Fact]
    public async Task R6_a_tab_that_is_closed_before_anything_was_saved_loses_nothing()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?thing=12&as=free");
        await visit.Page.RouteAsync("**/write", route => route.AbortAsync());
        await visit.Page.FillAsync("#Input_Text", "Half a thought");
        await visit.Page.CheckAsync("#w3");
        await Says(visit, "Kept on this device");

        await using var again = await visit.Another();
        await again.Go("/write?thing=12&as=free");

        await Says(again, "Brought back from this device");
        (await again.Page.InputValueAsync("#Input_Text")).ShouldBe("Half a thought");
        (await again.Page.IsCheckedAsync("#w3")).ShouldBeTrue();
        await Says(again, "Saved here at");
        var kept = await site.Read(db => db.Posts.AsNoTracking().SingleAsync());
        (kept.Draft!.Text, kept.Draft.Audience).ShouldBe(("Half a thought", Audience.Me));
        (await again.Page.EvaluateAsync<int>(Copies)).ShouldBe(0);
    }

    [Fact]
    public async Task R6_off_line_the_text_waits_here_and_is_sent_when_the_line_is_back()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.FillAsync("#Input_Text", "Written on a train");
        await Says(visit, "Kept on this device");

        await visit.Page.Context.SetOfflineAsync(false);

        await Says(visit, "Saved here at");
        (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Draft!.Text.ShouldBe(
            "Written on a train"
        );
    }

    [Theory]
    [InlineData("Go on with the one on this device", "From the telephone")]
    [InlineData("Keep the saved one", "From the desk")]
    public async Task R6_of_two_texts_the_writer_chooses(string button, string text)
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        var draft = await site.ADraft("Marisol", new Draft { Title = "Soup", Text = "First" });
        await using var phone = await stage.Open(site, new Look(As: "marisol", Width: 390));
        var address = $"/write/{draft.Number}?as=free";
        await phone.Go(address);
        await phone.Page.RouteAsync("**/write/*", Refuse);
        await phone.Page.FillAsync("#Input_Text", "From the telephone");
        await Says(phone, "Kept on this device");
        await using var desk = await stage.Open(site, new Look(As: "marisol"));
        await desk.Go(address);
        await desk.Page.FillAsync("#Input_Text", "From the desk");
        await Says(desk, "Saved here at");

        await phone.Page.UnrouteAsync("**/write/*");
        await phone.Go(address);
        (await phone.Page.InputValueAsync("#Input_Text")).ShouldBe("From the desk");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        (await phone.Page.InputValueAsync("#Input_Text")).ShouldBe(text);
        await phone.Page.ClickAsync(".savebar button[value=save]");
        await phone.Page.WaitForURLAsync("**/write/*", new() { WaitUntil = WaitUntilState.Load });
        (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Draft!.Text.ShouldBe(text);
    }

    [Fact]
    public async Task R6_publishing_while_a_save_is_on_its_way_is_no_conflict_and_leaves_no_copy()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        var draft = await site.ADraft("Marisol", new Draft { Title = "Soup", Text = "First" });
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go($"/write/{draft.Number}?as=free");
        await visit.Page.RouteAsync("**/write/*", Slowly);
        await visit.Page.FillAsync("#Input_Text", "First and second");
        await visit.Page.WaitForRequestAsync("**/write/*");
        await visit.Page.Locator("#Input_Text").PressSequentiallyAsync(", third");
        await visit.Page.ClickAsync("button[value=publish]");

        await visit.Page.GetByText("Published.").First.WaitForAsync();

        (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Text.ShouldBe(
            "First and second, third"
        );
        (await visit.Page.EvaluateAsync<int>(Copies)).ShouldBe(0);
        visit.Page.Url.ShouldNotContain("kept=");
    }

    [Fact]
    public async Task R6_nobody_else_at_this_machine_finds_the_text()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        await visit.Page.RouteAsync("**/write", route => route.AbortAsync());
        await visit.Page.FillAsync("#Input_Text", "Nobody's business");
        await Says(visit, "Kept on this device");

        await visit.SignInAs("wen");
        await visit.Go("/write?as=free");
        (await visit.Page.InputValueAsync("#Input_Text")).ShouldBe("");
        await visit.Go("/sign-out");
        await visit.Page.ClickAsync("main button[type=submit]");

        (await visit.Page.EvaluateAsync<int>(Copies)).ShouldBe(0);
    }

    [Fact]
    public async Task R6_an_address_made_up_by_somebody_else_drops_nothing()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        await visit.Page.RouteAsync("**/write", route => route.AbortAsync());
        await visit.Page.FillAsync("#Input_Text", "Half a thought");
        await Says(visit, "Kept on this device");
        await visit.Page.UnrouteAsync("**/write");

        await using var lured = await visit.Another();
        await lured.Go("/?kept=%22%2C%22at%22");

        (await lured.Page.EvaluateAsync<int>(Copies)).ShouldBe(1);
    }

    [Fact]
    public async Task R6_a_session_that_ends_in_the_middle_of_a_sentence_loses_nothing()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        await visit.Page.Context.ClearCookiesAsync();
        await visit.Page.FillAsync("#Input_Text", "Half a thought");
        await Says(visit, "Kept on this device");

        // Another tab, in which one signs in again.
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await other.FillAsync("#Input_Mail", "marisol@example.org");
        await other.FillAsync("#Input_Password", Given.Password);
        await other.ClickAsync("#sign-in button[type=submit]");
        await other.CloseAsync();
        await visit.Page.ReloadAsync();

        await Says(visit, "Saved here at");
        (await visit.Page.InputValueAsync("#Input_Text")).ShouldBe("Half a thought");
        (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Draft!.Text.ShouldBe(
            "Half a thought"
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R6_the_way_back_leads_to_the_text(bool isOnline)
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");
        if (!isOnline)
        {
            await visit.Page.RouteAsync("**/write*", Refuse);
        }

        await visit.Page.FillAsync("#Input_Text", "Half a thought");
        await visit.Go("/things/12");
        await visit.Page.GoBackAsync();

        await Assertions
            .Expect(visit.Page.Locator("#Input_Text"))
            .ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task R6_what_was_typed_is_saved_within_two_seconds()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        await using var visit = await stage.Open(site, new Look(As: "marisol"));
        await visit.Go("/write?as=free");

        var sent = visit.Page.WaitForRequestAsync(
            request => request.Method == "POST",
            new() { Timeout = 3_000 }
        );
        await visit.Page.FillAsync("#Input_Text", "Half a thought");

        (await visit.Page.EvaluateAsync<int>(Copies)).ShouldBe(1);
        await sent;
    }

    [Fact]
    public async Task R7_in_the_second_of_two_tabs_both_texts_are_shown_and_nothing_is_overwritten()
    {
        Chromium.Require();
        await using var site = await BrowserSite.WithEmptyCourse();
        var draft = await site.ADraft("Marisol", new Draft { Title = "Soup", Text = "First" });
        var address = $"/write/{draft.Number}?as=free";
        await using var one = await stage.Open(site, new Look(As: "marisol"));
        await one.Go(address);
        var other = await one.Page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await one.Page.FillAsync("#Input_Text", "From the first tab");
        await Says(one, "Saved here at");

        await other.FillAsync("#Input_Text", "From the second tab");
        await other
            .Locator("#save-state", new() { HasText = "changed in another window" })
            .WaitForAsync();
        (await Text()).ShouldBe("From the first tab");
        await other.ClickAsync(".savebar button[value=save]");

        await Assertions.Expect(other.GetByText("Two texts.")).ToBeVisibleAsync();
        (await other.Locator(".other-text").TextContentAsync()).ShouldBe("From the first tab");
        (await other.InputValueAsync("#Input_Text")).ShouldBe("From the second tab");
        (await Text()).ShouldBe("From the first tab");

        async Task<string> Text() =>
            (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Draft!.Text;
    }

    private static async Task Slowly(IRoute route)
    {
        await Task.Delay(1_000);
        await route.ContinueAsync();
    }

    private static Task Refuse(IRoute route) =>
        route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync();

    private static async Task Says(Visit visit, string text) =>
        await visit.Page.Locator("#save-state", new() { HasText = text }).WaitForAsync();
}
