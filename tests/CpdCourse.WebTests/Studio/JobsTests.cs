using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Studio;

public sealed class JobsTests
{
    [Fact]
    public async Task Nothing_stuck_says_so()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        (await wen.Page("/studio/jobs")).Says(".empty").ShouldStartWith("Nothing is stuck.");
    }

    [Fact]
    public async Task R3_a_parked_letter_is_listed_without_what_it_says_and_to_whom()
    {
        await using var site = new CourseSite();
        await site.AParkedJob();
        using var wen = await site.Organiser();

        var page = await wen.Page("/studio/jobs");

        page.Says("#jobs li").ShouldContain("A letter");
        page.Says("#jobs li").ShouldContain("550 mailbox [address] is full");
        page.DocumentElement.OuterHtml.ShouldNotContain("maria@example.org");
        page.DocumentElement.OuterHtml.ShouldNotContain("Secret words");
    }

    [Fact]
    public async Task R3_tried_again_it_is_sent()
    {
        await using var site = new CourseSite();
        var job = await site.AParkedJob();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/jobs");

        var after = await wen.Follow(await wen.Send(page, $"#retry-{job.Id.Value:N}"));
        after.Says("[role=status]").ShouldBe("It will be tried again in a moment.");
        await site.RunJobs();

        site.Mail.Letters.Single().To.ShouldBe("maria@example.org");
        (await wen.Follow(await wen.Send(page, $"#retry-{job.Id.Value:N}")))
            .Says("[role=status]")
            .ShouldBe("That was already handled.");
    }

    [Fact]
    public async Task Dropped_it_is_gone()
    {
        await using var site = new CourseSite();
        var job = await site.AParkedJob();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/jobs");

        await wen.Follow(await wen.Send(page, $"#drop-{job.Id.Value:N}"));

        (await site.Read(db => db.Jobs.CountAsync(j => j.Id == job.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task All_are_tried_again_at_once()
    {
        await using var site = new CourseSite();
        await site.AParkedJob();
        await site.AParkedJob("PostPublished>SendOutgoingLinks", "No route to host");
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/jobs");
        page.Says("#jobs").ShouldContain("Send outgoing links, after post published");

        await wen.Follow(await wen.Send(page, "#all"));

        (await site.Read(db => db.Jobs.CountAsync(j => j.ParkedAt != null))).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_parked_cannot_be_dropped()
    {
        await using var site = new CourseSite();
        var job = await site.AParkedJob();
        using var wen = await site.Organiser();
        var page = await wen.Page("/studio/jobs");
        await site.Within(async s =>
        {
            var db = (Data.CourseDb)s.GetService(typeof(Data.CourseDb))!;
            (await db.Jobs.SingleAsync(j => j.Id == job.Id)).TryAgain(site.Clock.Now);
            return await db.SaveChangesAsync();
        });

        await wen.Follow(await wen.Send(page, $"#drop-{job.Id.Value:N}"));

        (await site.Read(db => db.Jobs.CountAsync(j => j.Id == job.Id))).ShouldBe(1);
    }
}
