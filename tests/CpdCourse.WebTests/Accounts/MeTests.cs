using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Accounts;

public sealed class MeTests
{
    [Fact]
    public async Task With_nothing_written_one_may_start_anywhere()
    {
        await using var site = new CourseSite();
        using var browser = await site.SignedInAs("Maria");

        var page = await browser.Page("/me");

        page.QuerySelector(".empty")!.TextContent.ShouldStartWith("Start anywhere.");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(23);
        page.QuerySelectorAll(".strip li").Length.ShouldBe(23);
        var next = page.QuerySelectorAll("main .btn-primary").Single();
        next.GetAttribute("href").ShouldBe("/write?thing=12");
    }

    [Fact]
    public async Task What_was_written_stands_beside_its_Thing()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup for two", "A good week.", 12);
        await site.APost("Maria", "Something else", "About nothing in particular.");
        await site.APost("Ana", "Hers alone", "Text", 12);
        using var browser = await site.SignedInAs("Maria");

        var page = await browser.Page("/me");

        var row = page.QuerySelectorAll("tbody tr")[11];
        row.QuerySelector("td a")!.GetAttribute("href").ShouldBe("/@maria/soup-for-two");
        row.TextContent.ShouldContain("answered");
        page.QuerySelector("#others-h")!.ParentElement!.TextContent.ShouldContain("Something else");
        page.Body!.TextContent.ShouldNotContain("Hers alone");
        page.QuerySelector(".lead")!.TextContent.ShouldBe("You have answered 1 Thing.");
    }

    [Fact]
    public async Task A_draft_is_the_next_step()
    {
        await using var site = new CourseSite();
        await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Half done",
                Text = "So far",
                Things = [3],
            }
        );
        using var browser = await site.SignedInAs("Maria");

        var page = await browser.Page("/me");

        var next = page.QuerySelectorAll("main .btn-primary").Single();
        next.TextContent.ShouldContain("Go on with “Half done”");
        next.GetAttribute("href")!.ShouldStartWith("/write/");
        page.QuerySelectorAll("tbody tr")[2].TextContent.ShouldContain("draft in hand");
    }

    [Fact]
    public async Task Organisers_find_the_Studio()
    {
        await using var site = new CourseSite();
        using var organiser = await site.SignedInAs("Olga", Role.Organiser);
        using var participant = await site.SignedInAs("Maria");

        (await organiser.Page("/me")).QuerySelector("aside a[href='/studio']").ShouldNotBeNull();
        (await participant.Page("/me")).QuerySelector("aside a[href='/studio']").ShouldBeNull();
    }

    [Fact]
    public async Task No_word_hurries_or_shames()
    {
        await using var site = new CourseSite();
        using var browser = await site.SignedInAs("Maria");

        foreach (
            var address in new[] { "/me", "/drafts", "/welcome", "/me/profile", "/me/account" }
        )
        {
            var text = (await browser.Page(address)).Body!.TextContent.ToLowerInvariant();
            foreach (
                var word in new[] { "overdue", "missed", " late ", "behind", "failed", "streak" }
            )
            {
                text.ShouldNotContain(word, Case.Sensitive, address);
            }
        }
    }

    [Fact]
    public async Task Without_drafts_the_list_says_what_will_be_there()
    {
        await using var site = new CourseSite();
        using var browser = await site.SignedInAs("Maria");

        (await browser.Page("/drafts"))
            .QuerySelector(".empty")!
            .TextContent.ShouldBe("No drafts. Anything you begin is kept here.");
    }

    [Fact]
    public async Task Drafts_are_ones_own_the_last_saved_first_and_page_by_page()
    {
        await using var site = new CourseSite(("Limits:PageSize", "2"));
        await site.ADraft("Ana", new Draft { Title = "Hers", Text = "Text" });
        foreach (var title in new[] { "One", "", "Three" })
        {
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.ADraft(
                "Maria",
                new Draft
                {
                    Title = title,
                    Text = string.Concat(Enumerable.Repeat("😀", 200)),
                    Things = [1, 2],
                }
            );
        }

        await site.APost("Maria", "Published", "Text");
        using var browser = await site.SignedInAs("Maria");

        var first = await browser.Page("/drafts");
        var older = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var second = await browser.Page(older);

        Titles(first).ShouldBe(["Three", "Untitled"]);
        Titles(second).ShouldBe(["One"]);
        first.QuerySelector(".facts")!.TextContent.ShouldContain("Things 1 and 2");
        (await browser.Page("/drafts?before=nonsense")).QuerySelectorAll("h2").Length.ShouldBe(2);
    }

    private static IEnumerable<string> Titles(AngleSharp.Html.Dom.IHtmlDocument page) =>
        page.QuerySelectorAll("main h2").Select(h => h.TextContent);
}
