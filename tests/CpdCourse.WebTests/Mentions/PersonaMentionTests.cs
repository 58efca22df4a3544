using System.Net;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pages elsewhere that link to the page of a persona.</summary>
public sealed class PersonaMentionTests : IAsyncLifetime
{
    private const string Page = "http://localhost:5023/@maria";
    private StrangersSite stranger = null!;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await StrangersSite.Open();
        site = new CourseSite(StrangersSite.Allowed);
        await site.APerson("Maria");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task P1_2_17_a_link_to_a_persona_is_listed_once_let_through_and_its_owner_is_told()
    {
        var source = stranger.Page("/me", new Uri(Page), "About me");
        await site.Hear(source, Page);
        var persona = await site.Read(db => db.Personas.SingleAsync(p => p.Handle == "maria"));

        var mention = await site.TheMention();
        mention.Persona.ShouldBe(persona.Id);
        mention.SourceUrl.ShouldBe(source.AbsoluteUri);
        mention.VerifiedAt.ShouldNotBeNull();
        using var visitor = site.Visitor();
        (await visitor.Page("/@maria")).QuerySelector("#trackbacks").ShouldBeNull();

        (await site.PublishTheMention()).IsDone.ShouldBeTrue();
        await site.RunJobs();
        var link = (await visitor.Page("/@maria")).QuerySelector("#trackbacks a")!;
        link.TextContent.ShouldBe("About me");
        link.GetAttribute("href").ShouldBe(source.AbsoluteUri);
        link.GetAttribute("rel").ShouldBe("nofollow ugc noopener");
        site.Mail.Letters.ShouldContain(l =>
            l.To == "maria@example.org" && l.Subject == "127.0.0.1 links to your page"
        );
    }

    [Fact]
    public async Task An_organiser_reads_whose_page_it_is()
    {
        await site.Hear(stranger.Page("/me", new Uri(Page), "About me"), Page);
        using var noor = await site.SignedInAs("Noor", Role.Moderator);

        var queue = await noor.Page("/studio/moderation");

        queue.Body!.TextContent.ShouldContain("webmention to the page of Maria");
        queue.QuerySelector("a[href='/@maria']").ShouldNotBeNull();
    }

    [Fact]
    public async Task P1_2_17_a_retired_and_a_hidden_persona_answer_like_one_that_never_was()
    {
        await site.APerson("Ola");
        await site.APerson("Tom");
        await site.Change(
            "maria",
            (db, p) => db.Entry(p).Property(x => x.RetiredAt).CurrentValue = TestClock.Start
        );
        await site.Change("ola", (_, p) => p.List(false));

        var answers = new List<(HttpStatusCode, string)>();
        foreach (var handle in new[] { "maria", "ola", "nobody" })
        {
            using var answer = await site.Webmention(
                new Uri("https://blog.example/1"),
                $"http://localhost:5023/@{handle}"
            );
            answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }

        answers.Distinct().ShouldHaveSingleItem().Item1.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
        using var visitor = site.Visitor();
        (await visitor.GetAsync("/@ola")).Headers.Contains("Link").ShouldBeFalse();
        (await visitor.GetAsync("/@tom")).Headers.Contains("Link").ShouldBeTrue();
    }

    [Fact]
    public async Task A_former_handle_leads_to_the_same_persona()
    {
        await site.Change(
            "maria",
            (db, p) =>
            {
                db.FormerHandles.Add(new FormerHandle { Handle = "maria", Persona = p.Id });
                p.Rename("marisol");
            }
        );

        await site.Hear(stranger.Page("/me", new Uri(Page), "About me"), Page);

        (await site.TheMention()).VerifiedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_post_of_ours_that_names_somebody_is_no_mention_of_them()
    {
        await site.APost("Tom", "Thanks", "Thanks to [Maria](/@maria).");
        await site.RunJobs();

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }
}
