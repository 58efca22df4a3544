using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Setup;

/// <summary>The demo course, loaded once.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    public CourseSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Site.Clock.Advance(TimeSpan.FromDays(40));
        await Load();
    }

    public Task<bool> Load() =>
        Site.Within(async services =>
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            return true;
        });

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

[CollectionDefinition(nameof(DemoSite))]
public sealed class SharedDemo : ICollectionFixture<DemoSite>;

[Collection(nameof(DemoSite))]
public sealed class DemoCourseTests(DemoSite demo)
{
    private readonly CourseSite site = demo.Site;

    [Fact]
    public async Task It_is_lively()
    {
        (await site.Read(db => db.Personas.CountAsync())).ShouldBeGreaterThanOrEqualTo(41);
        (await site.Read(db => db.Users.CountAsync())).ShouldBeGreaterThanOrEqualTo(40);
        (await site.Read(db => db.Responses.CountAsync())).ShouldBeGreaterThanOrEqualTo(245);
        (await site.Read(db => db.Answers.CountAsync())).ShouldBeGreaterThanOrEqualTo(100);
        (await site.Read(db => db.Comments.CountAsync())).ShouldBeGreaterThanOrEqualTo(400);
        (
            await site.Read(db => db.Posts.CountAsync(p => p.Origin == Origin.External))
        ).ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task Some_posts_wait_for_their_first_comment()
    {
        var silent = await site.Read(db =>
            db.Posts.ListedFor(onCourse: false)
                .CountAsync(p => !db.Comments.Any(c => c.Post == p.Id))
        );

        silent.ShouldBeInRange(50, 150);
    }

    [Fact]
    public async Task The_queue_holds_comments_and_a_trackback_and_others_are_shown()
    {
        foreach (var state in new[] { Moderation.Held, Moderation.Shown })
        {
            (
                await site.Read(db => db.Comments.CountAsync(c => c.State == state))
            ).ShouldBeGreaterThan(2);
            (
                await site.Read(db => db.Mentions.CountAsync(m => m.State == state))
            ).ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public async Task Replies_stand_under_what_they_answer()
    {
        var replies = await site.Read(db => db.Comments.CountAsync(c => c.Parent != null));

        replies.ShouldBeGreaterThan(100);
        (
            await site.Read(db =>
                db.Comments.AnyAsync(c =>
                    db.Comments.Any(p => p.Id == c.Parent && p.Number >= c.Number)
                )
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_lies_in_the_future_and_nobody_writes_before_joining()
    {
        var now = site.Clock.Now;
        (await site.Read(db => db.Posts.MaxAsync(p => p.ArrivedAt))).ShouldBeLessThan(now);
        (await site.Read(db => db.Comments.MaxAsync(c => c.WrittenAt))).ShouldBeLessThan(now);
        (await site.Read(db => db.Mentions.MaxAsync(m => m.NoticedAt))).ShouldBeLessThan(now);
        var early = await site.Read(db =>
            db.Posts.Join(db.PersonaOwners, p => p.Author, o => o.Persona, (p, o) => new { p, o })
                .Join(
                    db.Participants,
                    x => x.o.Account,
                    m => m.Account,
                    (x, m) =>
                        new
                        {
                            x.p.Title,
                            x.p.WrittenAt,
                            m.JoinedAt,
                        }
                )
                .Where(x => x.WrittenAt < x.JoinedAt)
                .Select(x => x.Title)
                .ToListAsync()
        );

        early.ShouldBeEmpty();
    }

    [Fact]
    public async Task Marisol_has_answered_nine_Things_and_has_a_draft_in_hand()
    {
        var marisol = await site.Read(db =>
            db.Personas.Where(p => p.Handle == "marisol").Select(p => p.Id).SingleAsync()
        );
        var answered = await site.Read(db =>
            db.Posts.Where(p => p.Author == marisol).SelectMany(p => p.Responses).CountAsync()
        );
        var draft = await site.Read(db =>
            db.Posts.AsNoTracking()
                .SingleAsync(p => p.Author == marisol && p.State == PostState.Draft)
        );

        answered.ShouldBe(9);
        draft.Draft!.Things.ShouldBe([10]);
    }

    [Fact]
    public async Task The_words_of_the_prompts_are_put_in()
    {
        (await site.Read(db => db.Posts.AnyAsync(p => p.Text.Contains("{{")))).ShouldBeFalse();
        var requoted = await site.Read(db =>
            db.Posts.CountAsync(p => p.Rendered.Html.StartsWith("<ol>"))
        );

        requoted.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Nothing_is_mailed_or_asked_of_other_sites()
    {
        await site.RunJobs();

        site.Mail.Letters.ShouldBeEmpty();
        (await site.Read(db => db.Jobs.CountAsync(j => j.ParkedAt != null))).ShouldBe(0);
    }

    [Fact]
    public async Task Posts_that_link_to_one_another_are_listed_there_on_the_day_they_came()
    {
        var local = await site.Read(db =>
            db.Mentions.Where(m => m.Protocol == Protocol.Local)
                .Join(
                    db.Posts,
                    m => m.Source,
                    p => p.Id,
                    (m, p) =>
                        new
                        {
                            m.Post,
                            m.NoticedAt,
                            p.ArrivedAt,
                        }
                )
                .ToListAsync()
        );

        local.Count(m => m.Post is not null).ShouldBeGreaterThan(10);
        local.ShouldAllBe(m => m.NoticedAt == m.ArrivedAt);
    }

    [Fact]
    public async Task It_can_be_searched_at_once()
    {
        using var visitor = site.Visitor();

        (await visitor.GetStringAsync("/search?q=saddle+bag")).ShouldContain(
            "Notes from the saddle bag"
        );
    }

    [Fact]
    public async Task Loading_again_does_nothing()
    {
        var before = await site.Read(db => db.Posts.CountAsync());

        await demo.Load();

        (await site.Read(db => db.Posts.CountAsync())).ShouldBe(before);
        (await site.Read(db => db.Runs.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Thing_12_opened_five_days_ago_in_the_thirteenth_week()
    {
        var now = site.Clock.Now;
        var run = await site.Read(db =>
            db.Runs.AsNoTracking()
                .Include(r => r.Openings)
                .Include(r => r.Weeks)
                .AsSplitQuery()
                .SingleAsync()
        );
        var twelfth = await site.Read(db =>
            db.Things.Where(t => t.Number == 12).Select(t => t.Id).SingleAsync()
        );
        var opening = run.Openings.Single(o => o.Thing == twelfth);

        run.WeekAt(now)!.Number.ShouldBe(13);
        (now - opening.OpensAt).TotalDays.ShouldBeInRange(5, 6);
        opening.AnnouncedAt.ShouldNotBeNull();
        run.Name.ShouldBe("Spring run");
    }

    [Fact]
    public async Task The_two_personas_of_one_account_are_nowhere_tied_together_in_public()
    {
        var desk = await site.Read(db =>
            db.Personas.AsNoTracking().SingleAsync(p => p.Handle == "nightdesk")
        );
        var siblings = await site.Read(db =>
            db.PersonaOwners.Where(o =>
                    db.PersonaOwners.Any(d => d.Persona == desk.Id && d.Account == o.Account)
                )
                .Select(o => db.Personas.Single(p => p.Id == o.Persona))
                .ToListAsync()
        );

        siblings.Count.ShouldBe(2);
        siblings.Select(p => p.AppearedOn).Distinct().Count().ShouldBe(2);
    }
}
