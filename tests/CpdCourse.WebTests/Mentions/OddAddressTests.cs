using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

public sealed class OddAddressTests
{
    [Theory]
    [InlineData("http://xn--a/")]
    [InlineData("http://xn--zzzzzz99999-/")]
    [InlineData("http://a\u200Eb.example/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://user@stranger.example/")]
    [InlineData("http://\U0001F600.example/\u202E?q=\u0000")]
    [InlineData("http://localhost./@maria/soup")]
    [InlineData("http:///nothing")]
    [InlineData("http://256.256.256.256/")]
    public async Task No_address_however_odd_breaks_a_job(string address)
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite(StrangersSite.Allowed);

        await site.APost("Maria", "Soup", $"See [this]({address}) and <{address}>.");
        await site.RunJobs();

        var jobs = await site.Read(db =>
            db.Jobs.Where(j => j.LastError != null).Select(j => j.LastError).ToListAsync()
        );
        jobs.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://xn--a/")]
    [InlineData("http://a\u200Eb.example/")]
    [InlineData("http://stranger.example/\u202E<script>")]
    public async Task No_typed_address_however_odd_breaks_a_job(string address)
    {
        await using var site = new CourseSite();
        var post = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Words.",
                Trackbacks = [address],
            }
        );
        if (post.Draft is not null)
        {
            await site.PublishDraft(post);
        }

        await site.RunJobs();

        var jobs = await site.Read(db =>
            db.Jobs.Where(j => j.LastError != null).Select(j => j.LastError).ToListAsync()
        );
        jobs.ShouldBeEmpty();
    }
}
