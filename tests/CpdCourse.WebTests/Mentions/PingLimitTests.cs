using System.Net;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>How many trackbacks are taken.</summary>
public sealed class PingLimitTests
{
    private const string Ping = "/@maria/soup/trackback";

    [Fact]
    public async Task F3_P4_2_7_too_many_pings_are_told_to_wait()
    {
        await using var site = new CourseSite(("Limits:PingsPerTenMinutes", "3"));
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        for (var i = 0; i < 3; i++)
        {
            await (await blog.Ping(Ping, new Uri($"https://s{i}.example/a"))).ShouldBeTaken();
        }

        site.Clock.Advance(TimeSpan.FromMinutes(4));
        var fourth = await blog.Ping(Ping, new Uri("https://s4.example/a"));
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        var later = await blog.Ping(Ping, new Uri("https://s5.example/a"));

        fourth.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        fourth.Headers.RetryAfter!.ToString().ShouldBe("360");
        fourth.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        (await fourth.Content.ReadAsStringAsync()).ShouldContain("<error>1</error>");
        await later.ShouldBeTaken();
    }

    [Theory]
    [InlineData("Limits:PingsPerPostPerMinute", "4", 4)]
    [InlineData("Limits:PingsPerTenMinutes", "100", 10)]
    public async Task F3_one_page_and_one_source_have_limits_of_their_own(
        string setting,
        string value,
        int taken
    )
    {
        await using var site = new CourseSite((setting, value));
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < taken + 2; i++)
        {
            var answer = await blog.Ping(Ping, new Uri($"https://stranger.example/{i}"));
            answers.Add(answer.StatusCode);
        }

        answers.Count(s => s == HttpStatusCode.OK).ShouldBe(taken);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Pages that link to nothing of ours, each once a minute.</summary>
    [Theory]
    [InlineData("Limits:UnverifiedPerHostPerHour", 10, true, true)]
    [InlineData("Limits:UnverifiedPerPagePerHour", 30, false, true)]
    [InlineData("Limits:UnverifiedPerHour", 200, false, false)]
    public async Task F3_of_what_nobody_has_proved_so_much_is_taken_in_an_hour(
        string setting,
        int most,
        bool isOneHost,
        bool isOnePage
    )
    {
        await using var site = new CourseSite(Lifted(setting));
        await site.APost("Maria", "Soup", "Words.");
        await site.APost("Maria", "Bread", "Words.");
        using var blog = site.Visitor();
        Task<HttpResponseMessage> Forge(int n) =>
            blog.Ping(
                isOnePage || n % 2 == 0 ? Ping : "/@maria/bread/trackback",
                new Uri($"https://{(isOneHost ? "forger" : $"s{n}")}.example/{n}")
            );
        for (var n = 0; n < most; n++)
        {
            await (await Forge(n)).ShouldBeTaken();
            site.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var one = await Forge(most);

        one.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        one.Headers.RetryAfter!.ToString().ShouldBe("3600");
        await (await Forge(0)).ShouldBeTaken();
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(most);
        site.Clock.Advance(TimeSpan.FromHours(1));
        await (await Forge(most)).ShouldBeTaken();
    }

    [Fact]
    public async Task F3_with_so_many_in_the_queue_the_next_are_told_to_wait()
    {
        await using var site = new CourseSite([
            .. Lifted("Limits:PingsWaiting"),
            ("Limits:PingsWaiting", "5"),
        ]);
        await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();
        Task<HttpResponseMessage> Forge(int n) =>
            blog.Ping(Ping, new Uri($"https://s{n}.example/"));
        for (var n = 0; n < 5; n++)
        {
            await (await Forge(n)).ShouldBeTaken();
        }

        (await Forge(5)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        site.Clock.Advance(TimeSpan.FromHours(5));
        (await Forge(5)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await site.Read(db =>
            db.Mentions.ExecuteUpdateAsync(set =>
                set.SetProperty(m => m.State, Domain.Common.Moderation.Withdrawn)
            )
        );
        await (await Forge(5)).ShouldBeTaken();
    }

    [Fact]
    public async Task F3_what_was_verified_makes_room_for_the_next_of_the_same_blog()
    {
        await using var stranger = await StrangersSite.Open();
        await using var site = new CourseSite([
            StrangersSite.Allowed,
            .. Lifted("Limits:UnverifiedPerHostPerHour"),
            ("Limits:UnverifiedPerHostPerHour", "2"),
        ]);
        var post = await site.APost("Maria", "Soup", "Words.");
        using var blog = site.Visitor();

        for (var n = 0; n < 12; n++)
        {
            var page = stranger.Page($"/{n}", Trackbacks.Permalink("maria", post));
            await (await blog.Ping(Ping, page)).ShouldBeTaken();
            site.Clock.Advance(TimeSpan.FromSeconds(6));
            await site.RunJobs();
        }

        (await site.Read(db => db.Mentions.CountAsync(m => m.VerifiedAt != null))).ShouldBe(12);
    }

    // All limits of trackbacks but the one.
    private static (string, string)[] Lifted(string but) =>
        [
            .. new[]
            {
                "PingsPerTenMinutes",
                "PingsPerPostPerMinute",
                "UnverifiedPerHour",
                "UnverifiedPerHostPerHour",
                "UnverifiedPerPagePerHour",
                "PingsWaiting",
            }
                .Select(name => $"Limits:{name}")
                .Where(name => name != but)
                .Select(name => (name, "10000")),
        ];
}
