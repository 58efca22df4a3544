using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Mentions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Who is told of a link, and how often.</summary>
public sealed class TellOnceTests
{
    [Fact]
    public async Task R3_two_workers_with_the_same_link_tell_the_site_once()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var link = await ALink(site, stranger.PageThatTakesPings("/reading"));
        var job = LinkToTell.Of(link);

        await Task.WhenAll(Tell(site, job), Tell(site, job));
        await site.RunJobsFor(3);

        stranger.Pings.Count.ShouldBe(1);
        (await site.Read(db => db.OutgoingLinks.SingleAsync())).State.ShouldBe(Delivery.Accepted);
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.RunJobs();
        stranger.Pings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task R3_a_program_that_ended_while_it_told_a_site_comes_back_to_it()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);
        var link = await ALink(site, stranger.Status("/reading", 503));
        var job = LinkToTell.Of(link);

        await Tell(site, job);
        stranger.PageThatTakesPings("/reading");
        await Tell(site, job);
        stranger.Pings.ShouldBeEmpty();
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        await site.RunJobsFor(3);

        stranger.Pings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_queued_is_not_sent_once_sending_is_off()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite([StrangersSite.Allowed, .. Trackbacks.NothingIsSent]);
        var link = await ALink(site, stranger.PageThatTakesPings("/reading"));

        await Tell(site, LinkToTell.Of(link));

        stranger.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_author_of_a_post_hears_once_of_a_mention_that_can_be_seen()
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        var claim = Mention.Claim(
            new Uri("https://blog.example/soup"),
            new MentionTarget(post.Id, null),
            Protocol.Trackback,
            new MentionWords("On soup", "I cooked.", "Wikipedia"),
            site.Clock.Now
        );
        claim.Confirm(new MentionWords(), trusted: false, site.Clock.Now);
        await site.Read(db =>
        {
            db.Mentions.Add(claim);
            return db.SaveChangesAsync();
        });
        await site.Read(db => db.Jobs.ExecuteDeleteAsync());

        await site.PublishTheMention();
        await site.RunJobs();

        var letter = site.Mail.Letters.ShouldHaveSingleItem();
        letter.To.ShouldBe("maria@example.org");
        letter.Subject.ShouldBe("blog.example links to “Soup”");
        letter.Text.ShouldContain("https://blog.example/soup");
        await site.Read(async db =>
        {
            (await db.Mentions.SingleAsync()).Hold();
            return await db.SaveChangesAsync();
        });
        await site.PublishTheMention();
        await site.RunJobs();
        site.Mail.Letters.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_told_that_they_link_to_themselves()
    {
        await using var site = new CourseSite();
        var soup = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.APost(
            "Maria",
            "Bread",
            $"After [soup]({Trackbacks.Permalink("maria", soup)}).",
            12
        );
        await site.RunJobs();
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(1);
        site.Mail.Letters.ShouldBeEmpty();

        await site.APost("Tom", "Salt", $"More [soup]({Trackbacks.Permalink("maria", soup)}).", 12);
        await site.RunJobs();

        site.Mail.Letters.ShouldHaveSingleItem().Subject.ShouldBe("Tom links to “Soup”");
    }

    private static async Task<OutgoingLink> ALink(CourseSite site, Uri target)
    {
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        await site.RunJobs();
        var link = new OutgoingLink(post.Id, target.ToString(), typed: false, site.Clock.Now);
        await site.Read(db =>
        {
            db.OutgoingLinks.Add(link);
            return db.SaveChangesAsync();
        });
        return link;
    }

    private static Task<bool> Tell(CourseSite site, LinkToTell job) =>
        site.Within(async services =>
        {
            await services.GetRequiredService<TellSite>().Run(job, CancellationToken.None);
            return true;
        });
}
