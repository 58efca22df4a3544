using System.Security.Cryptography;
using System.Text.Json;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>What a mailed link is good for.</summary>
internal enum Errand
{
    /// <summary>Proves the address of a new account: 7 days.</summary>
    Confirm = 0,

    /// <summary>A new password: 30 minutes, once.</summary>
    Reset = 1,

    /// <summary>Another address for an account: 24 hours, once.</summary>
    Move = 2,
}

/// <summary>
/// Links that prove whom a letter reached. What a link says is encrypted and signed in the link itself: nothing is stored that could be stolen.
/// "Once" comes from the account's security stamp, which the errand changes.
/// </summary>
internal sealed class MailedLinks(
    IDataProtectionProvider protection,
    CourseDb db,
    SiteSettings site,
    TimeProvider clock
)
{
    private const int LongestToken = 2_000;

    private readonly IDataProtector protector = protection.CreateProtector("Mailed links");

    /// <summary>The whole address to put into a letter.</summary>
    public string For(Errand errand, Account account, string address)
    {
        var said = new Said(
            errand,
            account.Id,
            address,
            errand is Errand.Confirm ? "" : account.SecurityStamp ?? "",
            (clock.GetUtcNow() + Life(errand)).UtcTicks
        );
        var token = protector.Protect(JsonSerializer.Serialize(said));
        return site.Absolute(Path(errand, token)).ToString();
    }

    /// <summary>The account that a link is about and the address it reached; null for anything that is not, or no longer, good.</summary>
    public async Task<(Account Account, string Address)?> Read(
        Errand errand,
        string? token,
        CancellationToken stop
    )
    {
        if (
            Unpack(token) is not { } said
            || said.Errand != errand
            || said.Until < clock.GetUtcNow().UtcTicks
        )
        {
            return null;
        }

        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == said.Account, stop);
        return account is not null && IsGood(said, account) ? (account, said.Address) : null;
    }

    /// <summary>A letter proves the address it reached and no other; only a move is about an address that the account has not yet.</summary>
    private static bool IsGood(Said said, Account account) =>
        (said.Errand is Errand.Move || account.Email == said.Address)
        && (said.Errand is Errand.Confirm || account.SecurityStamp == said.Stamp);

    private Said? Unpack(string? token)
    {
        if (token is not { Length: > 0 and < LongestToken })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Said>(protector.Unprotect(token));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static TimeSpan Life(Errand errand) =>
        errand switch
        {
            Errand.Confirm => TimeSpan.FromDays(7),
            Errand.Reset => TimeSpan.FromMinutes(30),
            _ => TimeSpan.FromHours(24),
        };

    private static string Path(Errand errand, string token) =>
        errand switch
        {
            Errand.Confirm => $"/confirm?link={token}",
            Errand.Reset => Addresses.NewPassword(token),
            _ => $"/confirm/address?link={token}",
        };

    private sealed record Said(
        Errand Errand,
        Guid Account,
        string Address,
        string Stamp,
        long Until
    );
}
