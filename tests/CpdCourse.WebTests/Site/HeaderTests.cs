using CpdCourse.Testing;
using CpdCourse.Web.Features.Comments;
using CpdCourse.Web.Features.Setup;
using CpdCourse.WebTests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Site;

public sealed class HeaderTests
{
    private const string Open = "strict-origin-when-cross-origin";
    private const string Secret = "no-referrer";

    private static readonly (string, string) Https = ("Site:BaseUrl", "https://course.example");

    private static readonly Dictionary<string, string> Promised = new(StringComparer.Ordinal)
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()",
        ["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains",
    };

    [Theory]
    [InlineData("/help", 200)]
    [InlineData("/search?q=soup", 200)]
    [InlineData("/feed", 200)]
    [InlineData("/@maria/soup/feed.rss", 200)]
    [InlineData("/sitemap.xml", 200)]
    [InlineData("/robots.txt", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/site.css", 200)]
    [InlineData("/js/write.js", 200)]
    [InlineData("/favicon.svg", 200)]
    [InlineData("/thing/12", 308)]
    [InlineData("/Things/", 308)]
    [InlineData("/me", 302)]
    [InlineData("/@maria/soup/trackback", 303)]
    [InlineData("/nothing-here", 404)]
    [InlineData("/@maria/nothing", 404)]
    [InlineData("/studio", 302)]
    [InlineData("/@maria/gone", 410)]
    public async Task C8_every_answer_carries_them(string address, int status)
    {
        await using var site = new CourseSite(Https);
        await site.APost("Maria", "Soup", "A good week.", 12);
        var gone = await site.APost("Maria", "Gone", "A week.", 12);
        await site.Change(gone.Id, p => p.Withdraw(TestClock.Start));
        using var visitor = site.Visitor();

        ShouldCarry(await visitor.Get(address), status, Open);
        using var asking = new HttpRequestMessage(HttpMethod.Head, address);
        var head = await visitor.SendAsync(asking);
        ShouldCarry(head, (int)head.StatusCode, Open);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/@maria/soup")]
    [InlineData("/feed")]
    public async Task C8_what_is_kept_for_all_and_what_has_not_changed_carry_them(string address)
    {
        await using var site = new CourseSite(Https);
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        var first = await visitor.Get(address);
        ShouldCarry(first, 200, Open);

        ShouldCarry(await visitor.Get(address), 200, Open);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        ShouldCarry(await visitor.SendAsync(again), 304, Open);
    }

    [Fact]
    public async Task C8_every_refusal_carries_them()
    {
        await using var site = new CourseSite(
            Https,
            ("Limits:SignInsPerFiveMinutes", "2"),
            ("Limits:ReadsPerMinute", "1")
        );
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Visitor();
        using var form = new FormUrlEncodedContent([new("Input.Mail", "a@example.org")]);
        using var huge = new ByteArrayContent(new byte[100]);

        ShouldCarry(await visitor.PostAsync("/sign-in", form), 400, Open);
        ShouldCarry(await visitor.PostAsync("/sign-in", huge), 400, Open);
        ShouldCarry(await visitor.PostAsync("/sign-in", form), 429, Open);
        ShouldCarry(await visitor.PostAsync("/studio/things/12", form), 302, Open);
        ShouldCarry(await visitor.PostAsync("/@maria/soup/trackback", form), 200, Open);
        ShouldCarry(await visitor.PostAsync("/@maria/nothing/trackback", form), 200, Open);
        ShouldCarry(await visitor.DeleteAsync("/help"), 405, Open);
        using var laden = new HttpRequestMessage(HttpMethod.Get, "/help");
        laden.Headers.Add("X", new string('x', 40_000));
        ShouldCarry(await visitor.SendAsync(laden), 431, Open);
        ShouldCarry(await visitor.Get("/help"), 200, Open);
        ShouldCarry(await visitor.Get("/help"), 429, Open);
    }

    [Fact]
    public async Task C8_an_error_of_ours_carries_them()
    {
        await using var site = new BrokenSite(Https);
        using var visitor = site.Visitor();

        ShouldCarry(await visitor.Get("/help"), 500, Open);
        ShouldCarry(await visitor.Get("/forgot/planted-key"), 500, Secret);
    }

    [Fact]
    public async Task C8_the_address_of_a_page_that_a_key_opens_is_told_to_nobody()
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var setup = await site.Within(s =>
            s.GetRequiredService<SetupLink>().Fresh(CancellationToken.None)
        );
        ShouldBeSecret(await visitor.Get(new Uri(setup!).PathAndQuery), 200);
        await visitor.Join("Tom", "tom@example.org");
        ShouldBeSecret(await visitor.Get(await site.LinkTo("tom@example.org")), 200);
        await site.APerson("Maria");
        await visitor.Forgot("maria@example.org");
        ShouldBeSecret(await visitor.Get(await site.LinkTo("maria@example.org")), 200);
        ShouldBeSecret(await visitor.Get(await StopLink(site)), 200);
    }

    [Theory]
    [InlineData("/forgot/old-key")]
    [InlineData("/Forgot/old-key")]
    [InlineData("/confirm?link=old-key")]
    [InlineData("/confirm/address?link=old-key")]
    [InlineData("/setup?key=old-key")]
    [InlineData("/stop-replies?key=old-key")]
    public async Task C8_nor_is_one_whose_key_fits_no_longer(string address)
    {
        await using var site = new CourseSite();
        using var visitor = site.Visitor();

        var answer = await visitor.Get(address);

        ShouldBeSecret(answer, (int)answer.StatusCode);
        using var form = new FormUrlEncodedContent([new("Input.Password", "x")]);
        var sent = await visitor.PostAsync(new Uri(address, UriKind.Relative), form);
        ShouldBeSecret(sent, (int)sent.StatusCode);
    }

    [Fact]
    public async Task C8_a_site_without_https_does_not_ask_for_it()
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().Get("/help");

        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private static Task<string> StopLink(CourseSite site) =>
        site.Within(async services =>
        {
            var post = await site.APost("Maria", "Soup", "A good week.", 12);
            await site.AComment(post, "Tom", "Good.");
            var comment = await site.Read(db => db.Comments.Select(c => c.Id).SingleAsync());
            return services.GetRequiredService<StopKeys>().Address(comment);
        });

    private static void ShouldBeSecret(HttpResponseMessage answer, int status)
    {
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe([Secret]);
    }

    private static void ShouldCarry(HttpResponseMessage answer, int status, string referrer)
    {
        var what = $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}";
        ((int)answer.StatusCode).ShouldBe(status, what);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe([referrer], what);
        foreach (var (name, value) in Promised)
        {
            answer.Headers.TryGetValues(name, out var values).ShouldBeTrue($"{name}: {what}");
            values.ShouldBe([value], what);
        }

        answer.Headers.Contains("X-Powered-By").ShouldBeFalse(what);
    }
}
