using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Accounts;

/// <summary>A cookie that is older than a minute is believed while all that it says is true.</summary>
public sealed class CookieCheckTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task It_is_asked_for_once_and_written_anew_never()
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");
        await site.APost("Tom", "Soup", "Words.");
        await Get(maria);
        site.Clock.Advance(Minute);
        await Get(maria);

        IReadOnlyList<bool> cookies = [];
        var asked = await SqlCommands.During(
            site,
            async () => cookies = [await SetsCookie(maria), await SetsCookie(maria)]
        );

        cookies.ShouldAllBe(sets => !sets);
        asked.ShouldAllBe(sql => !sql.Contains("AspNetUsers", StringComparison.Ordinal));
        site.Clock.Advance(TimeSpan.FromSeconds(11));
        (await SqlCommands.During(site, () => Get(maria)))
            .Count(sql => sql.Contains("AspNetUsers", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("handle")]
    [InlineData("role")]
    [InlineData("confirmed")]
    public async Task What_has_changed_elsewhere_is_in_the_next_cookie(string what)
    {
        await using var site = new CourseSite();
        using var maria = await site.SignedInAs("Maria");
        (await SetsCookie(maria)).ShouldBeFalse();
        await site.Read(async db =>
        {
            var persona = await db.Personas.SingleAsync(p => p.Handle == "maria");
            var account = await db.Users.SingleAsync(u => u.Email == "maria@example.org");
            switch (what)
            {
                case "name":
                    persona.Describe(persona.Details("Maria of Leeds"));
                    break;
                case "handle":
                    persona.Rename("maria-of-leeds");
                    break;
                case "role":
                    db.Entry(await db.Participants.SingleAsync(p => p.Account == account.Id))
                        .Property(p => p.Role)
                        .CurrentValue = Role.Moderator;
                    break;
                default:
                    account.EmailConfirmed = false;
                    break;
            }

            return await db.SaveChangesAsync();
        });

        site.Clock.Advance(Minute);

        (await SetsCookie(maria)).ShouldBeTrue();
    }

    private static async Task Get(HttpClient browser) =>
        (await browser.GetAsync(new Uri("/@tom/soup", UriKind.Relative))).Dispose();

    private static async Task<bool> SetsCookie(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri("/things", UriKind.Relative));
        return answer.EnsureSuccessStatusCode().Headers.TryGetValues("Set-Cookie", out var set)
            && set.Any(cookie => cookie.StartsWith("signed-in=", StringComparison.Ordinal));
    }
}
