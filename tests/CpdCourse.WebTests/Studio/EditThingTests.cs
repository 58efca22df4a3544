using CpdCourse.Testing;

namespace CpdCourse.WebTests.Studio;

public sealed class EditThingTests
{
    private const string Address = "/studio/things/12";

    [Fact]
    public async Task Saving_changes_the_Thing_and_says_so()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page(Address);

        var after = await wen.Follow(
            await wen.Send(
                page,
                "#thing",
                new
                {
                    Input__Title = "Being social",
                    Input__Summary = "In one sentence.",
                    Input__Minutes = "45",
                    Input__Categories = "Online identity, New subject, ,online identity",
                    Input__Introduction = "**Hello** <script>x</script>",
                    Input__Actions = "First\n\n Second ",
                    Input__Resources = "A book",
                    Input__Authors = "Wen\nNoor",
                }
            )
        );

        after.Says(".notice").ShouldBe("Saved. View Thing 12");
        var thing = await site.ThingNumber(12);
        thing.Title.ShouldBe("Being social");
        thing.Summary.ShouldBe("In one sentence.");
        thing.Minutes.ShouldBe(45);
        thing.Categories.Select(c => c.Name).Order().ShouldBe(["New subject", "Online identity"]);
        thing.Rendered.Html.ShouldStartWith("<p><strong>Hello</strong>");
        thing.Rendered.Html.ShouldNotContain("<script");
        thing.Actions.ShouldBe(["First", "Second"]);
        thing.Resources.ShouldBe(["A book"]);
        thing.Authors.ShouldBe(["Wen", "Noor"]);
        thing.EditedAt.ShouldBe(site.Clock.Now);
        thing.Prompts.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Saved_without_a_change_the_text_stays_as_it_was()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var before = await site.ThingNumber(12);

        await wen.Follow(await wen.Send(await wen.Page(Address), "#thing"));

        var after = await site.ThingNumber(12);
        after.Introduction.ShouldBe(before.Introduction);
        after.Version.ShouldBe(before.Version);
        after
            .Prompts.Select(p => (p.Anchor, p.Text))
            .ShouldBe(before.Prompts.Select(p => (p.Anchor, p.Text)));
    }

    [Fact]
    public async Task Questions_moved_and_reworded_keep_their_anchors()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page(Address);
        page.Says("#Input_Prompts").ShouldContain("{#q5}");

        await wen.Follow(
            await wen.Send(
                page,
                "#thing",
                new
                {
                    Input__Prompts = """
                    1. Does it foster a sense of community? {#q5}
                    2. Something quite new?
                       1. a point
                       2. another
                    3. Reworded first question {#q1}
                    """,
                }
            )
        );

        var thing = await site.ThingNumber(12);
        thing
            .Prompts.Select(p => (p.Number, p.Text))
            .ShouldBe([
                (5, "Does it foster a sense of community?"),
                (6, "Something quite new?"),
                (1, "Reworded first question"),
            ]);
        thing.Prompts[1].Points.ShouldBe(["a point", "another"]);
    }

    [Fact]
    public async Task The_number_of_a_removed_question_is_never_used_again()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        await Save("1. Only this {#q1}");
        await Save(
            "1. Only this {#q1}\n2. New\n3. Another {#q5}\n4. Far {#q2000000000}\n5. Twice {#q1}"
        );

        (await site.ThingNumber(12)).Prompts.Select(p => p.Number).ShouldBe([1, 6, 7, 8, 9]);

        async Task Save(string prompts) =>
            await wen.Follow(
                await wen.Send(await wen.Page(Address), "#thing", new { Input__Prompts = prompts })
            );
    }

    [Fact]
    public async Task R7_of_two_editors_the_second_sees_both_texts_and_loses_nothing()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        using var ida = await site.SignedInAs("Ida", Domain.People.Role.Organiser);
        var first = await wen.Page(Address);
        var second = await ida.Page(Address);
        await wen.Follow(
            await wen.Send(first, "#thing", new { Input__Introduction = "Wen's words." })
        );

        var answer = await ida.Send(
            second,
            "#thing",
            new { Input__Introduction = "Ida's words.", Input__Authors = "Ida" }
        );

        ((int)answer.StatusCode).ShouldBe(409);
        var page = await Forms.Parse(answer);
        page.Title.ShouldStartWith("Error: ");
        page.Says("#saved-Introduction").ShouldBe("Wen's words.");
        page.QuerySelector("#saved-Title").ShouldBeNull();
        page.Says("#Input_Introduction").ShouldBe("Ida's words.");
        page.Says("#Input_Authors").ShouldBe("Ida");
        (await site.ThingNumber(12)).Introduction.ShouldBe("Wen's words.");

        await ida.Follow(await ida.Send(page, "#thing"));
        (await site.ThingNumber(12)).Introduction.ShouldBe("Ida's words.");
    }

    [Fact]
    public async Task R7_a_double_click_on_save_is_no_conflict()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page(Address);
        var fields = new { Input__Title = "Twice", Input__Prompts = "Brand new\n  - with a point" };
        await wen.Follow(await wen.Send(page, "#thing", fields));

        var after = await wen.Follow(await wen.Send(page, "#thing", fields));

        after.Says(".notice").ShouldStartWith("Saved.");
        (await site.ThingNumber(12)).Prompts.Single().Number.ShouldBe(6);
    }

    [Fact]
    public async Task The_preview_shows_what_readers_will_see_and_saves_nothing()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page(Address);

        var answer = await wen.Send(
            page,
            "#thing",
            new
            {
                Input__Title = "",
                Input__Introduction = "## Why\n\nSee [this](javascript:alert(1)) <img src=x onerror=y>",
                Input__Prompts = "1. One? {#q1}\n   - <b>point</b>",
            },
            "Preview"
        );

        ((int)answer.StatusCode).ShouldBe(200);
        var preview = await Forms.Parse(answer);
        preview.Says("#preview .prose h2").ShouldBe("Why");
        preview
            .QuerySelectorAll("#preview img, #preview [href^=javascript], #preview b")
            .ShouldBeEmpty();
        preview.Says("#preview .prompts li").ShouldBe("One?<b>point</b>");
        preview
            .QuerySelector("#Input_Introduction")!
            .TextContent.TrimStart()
            .ShouldStartWith("## Why");
        (await site.ThingNumber(12)).Title.ShouldBe("Putting the social into social media");

        // Save after a preview saves.
        await wen.Follow(await wen.Send(preview, "#thing", new { Input__Title = "After all" }));
        (await site.ThingNumber(12)).Title.ShouldBe("After all");
    }
}
