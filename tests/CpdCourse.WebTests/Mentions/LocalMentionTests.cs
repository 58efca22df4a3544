using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class LocalMentionTests
{
    [Theory]
    [InlineData("See [Maria](/@maria/soup).")]
    [InlineData("See [Maria](http://localhost:5023/@Maria/Soup/?utm_source=x#c1).")]
    [InlineData("See [Maria](https://localhost:5023/@maria/soup) and [again](/@maria/soup#c2).")]
    public async Task A_post_that_links_to_another_is_listed_there_at_once(string text)
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Maria", "Soup", "Words.");
        await site.APost("Tom", "A reply", text);

        await site.RunJobs();

        var section = await site.MentionsOf("maria", soup);
        section.QuerySelector("h2")!.TextContent.ShouldBe("1 trackback");
        var link = section.QuerySelector(".tb .src")!;
        link.TextContent.ShouldBe("A reply");
        link.GetAttribute("href").ShouldBe("/@tom/a-reply");
        link.HasAttribute("rel").ShouldBeFalse();
        section.QuerySelector(".tb .meta")!.TextContent.ShouldContain("Tom, on this site");
        section.QuerySelector(".tb q")!.TextContent.ShouldStartWith("See Maria");
    }

    [Fact]
    public async Task A_link_to_a_thing_counts_and_the_links_we_make_ourselves_do_not()
    {
        await using var site = new CourseSite();
        var maria = await site.APost("Maria", "Soup", "Words.");
        await site.APost("Tom", "By hand", "See [this](/thing/3).", 12);
        await site.APost("Tom", "By us", "Thing 3 and @maria are good.\n\n## 1. A question\n", 12);

        await site.RunJobs();

        var mention = await site.TheMention();
        mention.Title.ShouldBe("By hand");
        mention.Thing.ShouldNotBeNull();
        (await site.MentionsOf("maria", maria)).QuerySelector(".tb").ShouldBeNull();
    }

    [Fact]
    public async Task A_link_to_oneself_does_not_count_and_to_ones_other_post_does()
    {
        await using var site = new CourseSite();
        var first = await site.APost("Maria", "Soup", "Words.");
        await site.APost(
            "Maria",
            "Bread",
            "After [soup](/@maria/soup), see [here](/@maria/bread)."
        );

        await site.RunJobs();

        (await site.TheMention()).Post.ShouldBe(first.Id);
    }

    [Fact]
    public async Task A_link_taken_out_takes_its_mention_away_and_brings_it_back()
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Maria", "Soup", "Words.");
        var reply = await site.APost("Tom", "A reply", "See [Maria](/@maria/soup).");
        await site.RunJobs();

        await site.Rewrite(reply, new Draft { Title = "A reply", Text = "No more." });
        await site.RunJobs();
        (await site.MentionsOf("maria", soup)).QuerySelector(".tb").ShouldBeNull();

        await site.Rewrite(
            reply,
            new Draft { Title = "Renamed", Text = "See [Maria](/@maria/soup)." }
        );
        await site.RunJobs();
        (await site.MentionsOf("maria", soup))
            .QuerySelector(".tb .src")!
            .TextContent.ShouldBe("Renamed");
        (await site.TheMention()).State.ShouldBe(Moderation.Shown);
    }

    [Fact]
    public async Task The_mentions_of_a_withdrawn_post_vanish_even_before_the_job_has_run()
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Maria", "Soup", "Words.");
        var reply = await site.APost("Tom", "A reply", "See [Maria](/@maria/soup).");
        await site.RunJobs();

        await site.Withdraw(reply);
        (await site.MentionsOf("maria", soup)).QuerySelector(".tb").ShouldBeNull();
        await site.RunJobs();

        (await site.TheMention()).State.ShouldBe(Moderation.Withdrawn);
    }

    [Theory]
    [InlineData(Audience.Me)]
    [InlineData(Audience.Course)]
    public async Task Nothing_leads_from_or_to_a_hidden_post(Audience audience)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        var hidden = await site.ADraft(
            "Tom",
            new Draft
            {
                Title = "Hidden",
                Text = "See [Maria](/@maria/soup).",
                Audience = audience,
            }
        );
        await site.PublishDraft(hidden);
        await site.APost("Ann", "A look", "See [Tom](/@tom/hidden).");

        await site.RunJobs();

        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_an_organiser_put_aside_stays_aside()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        var reply = await site.APost("Tom", "A reply", "See [Maria](/@maria/soup).");
        await site.RunJobs();
        await site.Read(async db =>
        {
            (await db.Mentions.SingleAsync()).Bin(TestClock.Start);
            return await db.SaveChangesAsync();
        });

        foreach (var text in new[] { "Nothing.", "See [Maria](/@maria/soup)." })
        {
            await site.Rewrite(reply, new Draft { Title = "A reply", Text = text });
            await site.RunJobs();
        }

        (await site.TheMention()).State.ShouldBe(Moderation.Binned);
    }

    [Fact]
    public async Task A_post_with_hundreds_of_links_is_taken_without_harm()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.");
        var links = Enumerable.Range(0, 600).Select(i => $"[x](/@nobody/p{i})");

        await site.APost("Tom", "Many", $"[Maria](/@maria/soup) {string.Join(' ', links)}");
        await site.RunJobs();

        (await site.TheMention()).Protocol.ShouldBe(Protocol.Local);
    }
}
