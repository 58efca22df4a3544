using System.Text.Json;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.House;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Writing;

public sealed class RenderOldTextsTests
{
    private const string Soup = "/@maria/soup";

    private static readonly string[] Pages = [Soup, "/things/12", "/things/12/questions/1"];

    [Fact]
    public async Task C2_what_older_rules_rendered_is_rendered_anew_and_nothing_else_of_it_changes()
    {
        await using var site = new CourseSite();
        // The Things that travel with the program were rendered one by one, before there were all of them to be linked.
        await site.Age();
        await site.RenderOldTexts();
        await Write(site);
        await site.ADraft("Maria", new Draft { Title = "Tea", Text = "Not yet." });
        site.Clock.Advance(TimeSpan.FromDays(400));
        var (before, letters) = (await Everything(site), site.Mail.Letters.Count);

        (await site.Age()).ShouldBeGreaterThan(4);
        await site.Read(db =>
            db.Posts.Where(p => p.State == PostState.Draft)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(p => p.Rendered, Domain.Common.Rendered.Nothing)
                )
        );
        (await Everything(site)).ShouldNotBe(before);
        await site.RunRecurring();

        (await Everything(site)).ShouldBe(before);
        site.Mail.Letters.Count.ShouldBe(letters);
    }

    [Fact]
    public async Task C2_pages_that_are_kept_for_readers_show_it_at_once()
    {
        await using var site = new CourseSite();
        await Write(site);
        await site.Age();
        using var visitor = site.Visitor();
        using var tom = await site.SignedInAs("Tom");
        foreach (var page in Pages)
        {
            (await visitor.GetStringAsync(page)).ShouldContain(OldTexts.Word);
            (await tom.GetStringAsync(page)).ShouldContain(OldTexts.Word);
        }

        await site.RenderOldTexts();

        foreach (var page in Pages)
        {
            (await visitor.GetStringAsync(page)).ShouldNotContain(OldTexts.Word);
            (await tom.GetStringAsync(page)).ShouldNotContain(OldTexts.Word);
        }
    }

    [Fact]
    public async Task C2_the_page_of_a_post_of_which_only_the_html_changes_shows_it_at_once()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        await site.Read(OldTexts.AgePosts);
        using var visitor = site.Visitor();
        (await visitor.GetStringAsync(Soup)).ShouldContain(OldTexts.Word);

        await site.RenderOldTexts();

        (await visitor.GetStringAsync(Soup)).ShouldContain("A good week.");
    }

    [Fact]
    public async Task C2_nobody_is_told_and_only_the_search_takes_in_what_reads_otherwise()
    {
        await using var site = new CourseSite();
        await Write(site);
        await site.Age();

        await site.RenderOldTexts();
        var kinds = await site.Read(db => db.Jobs.Select(j => j.Kind).ToListAsync());
        kinds.ShouldNotBeEmpty();
        kinds.ShouldAllBe(kind => kind.Contains("RenderedAnew>Index"));

        await site.RunJobs();
        await site.Read(db =>
            db.Comments.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rendered.Version, 0))
        );
        await site.RenderOldTexts();
        (await site.Read(db => db.Jobs.CountAsync())).ShouldBe(0, "its words are the same");
    }

    [Fact]
    public async Task C2_when_nothing_is_old_it_is_one_question_that_reads_no_table()
    {
        await using var site = new CourseSite();
        await Write(site);

        var asked = await SqlCommands.During(site, () => site.RenderOldTexts());

        asked.Count.ShouldBe(1);
        if (!PostgresServer.IsThere)
        {
            var steps = await site.Read(db => QueryPlanTests.Plan(db, asked[0]));
            foreach (var table in new[] { "Posts", "Answers", "Comments" })
            {
                steps.ShouldContain(step => step.Contains($"INDEX IX_{table}_MarkupVersion"));
            }

            steps.ShouldNotContain(step => step.StartsWith("SCAN p") || step.StartsWith("SCAN c"));
        }
    }

    [Fact]
    public async Task C2_a_text_that_can_no_longer_be_rendered_is_shown_as_it_was_typed()
    {
        var deep = new string('>', 2_000) + " <b>words</b>";
        await using var site = new CourseSite();
        await Write(site);
        await site.Age();
        await site.Read(db =>
            db.Comments.ExecuteUpdateAsync(c => c.SetProperty(x => x.Text, deep))
        );

        await site.RenderOldTexts();

        var html = await site.Read(db => db.Comments.Select(c => c.Rendered.Html).SingleAsync());
        html.ShouldBe(
            $"<p>{deep.Replace("<", "&lt;").Replace(">", "&gt;")}</p>",
            StringCompareShould.IgnoreLineEndings
        );
    }

    [Fact]
    public async Task C2_what_was_begun_when_the_program_ended_is_gone_on_with()
    {
        using var stopping = new CancellationTokenSource();
        await using var site = new MeanwhileSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        for (var n = 0; n < 30; n++)
        {
            await site.AComment(post, "Tom", $"No. {n}");
        }

        await site.Read(db =>
            db.Comments.ExecuteUpdateAsync(set => set.SetProperty(c => c.Rendered.Version, 0))
        );
        site.OnceCommitted(stopping.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            site.RenderOldTexts(stopping.Token)
        );
        var left = await Old(site);
        left.ShouldBeInRange(1, 29);
        await site.RenderOldTexts();
        (await Old(site)).ShouldBe(0);
    }

    [Fact]
    public async Task C2_what_its_writer_changes_meanwhile_stays_as_they_left_it()
    {
        await using var site = new MeanwhileSite();
        await Write(site);
        await site.Age();

        site.BeforeBegin(
            """UPDATE "Comments" SET "Text" = 'Better', "Html" = '<p>Better</p>', "MarkupVersion" = 1"""
        );
        await site.RenderOldTexts();

        await SaysBetter(site);
    }

    [Fact]
    public async Task C2_what_its_writer_changes_between_our_look_and_our_save_stays_as_they_left_it()
    {
        Assert.SkipUnless(PostgresServer.IsThere, "SQLite lets nobody write in between.");
        await using var site = new MeanwhileSite();
        await Write(site);
        await site.Age();

        site.BeforeSave(
            """UPDATE "Comments" SET "Text" = 'Better', "Html" = '<p>Better</p>', "MarkupVersion" = 1"""
        );
        await site.RenderOldTexts();

        await SaysBetter(site);
    }

    private static async Task SaysBetter(CourseSite site)
    {
        var comment = await site.Read(db => db.Comments.AsNoTracking().SingleAsync());
        (comment.Text, comment.Rendered.Html).ShouldBe(("Better", "<p>Better</p>"));
        (await site.Read(db => db.Posts.AsNoTracking().SingleAsync())).Rendered.Html.ShouldContain(
            "good"
        );
    }

    private static Task<int> Old(CourseSite site) =>
        site.Read(db => db.Comments.CountAsync(c => c.Rendered.Version == 0));

    // A post with an answer, and a comment under it.
    private static async Task Write(CourseSite site)
    {
        var text = "A *good* week.\n\n## Question {#q1}\n\nAn **answer**.\n";
        var thing = await site.Read(db =>
            db.Things.Include(t => t.Prompts).AsNoTracking().SingleAsync(t => t.Number == 12)
        );
        var post = await site.APost(
            "Maria",
            "Soup",
            text.Replace("Question", thing.Prompts[0].Text),
            12
        );
        await site.AComment(post, "Tom", "So *good*, @maria");
        await site.RunJobs();
        (await site.Read(db => db.Answers.CountAsync())).ShouldBe(1);
    }

    // All that is written, with its dates, versions and revisions.
    private static Task<string> Everything(CourseSite site) =>
        site.Read(async db =>
            JsonSerializer.Serialize(
                new object[]
                {
                    await db
                        .Posts.AsNoTracking()
                        .Include(p => p.Answers)
                        .Include(p => p.Responses)
                        .Include(p => p.Revisions)
                        .Include(p => p.Categories)
                        .AsSplitQuery()
                        .OrderBy(p => p.Number)
                        .ToListAsync(),
                    await db.Comments.AsNoTracking().ToListAsync(),
                    await db.Things.AsNoTracking().OrderBy(t => t.Number).ToListAsync(),
                    await db.OutgoingLinks.AsNoTracking().ToListAsync(),
                    await db.Mentions.AsNoTracking().ToListAsync(),
                },
                JsonSerializerOptions.Default
            )
        );
}
