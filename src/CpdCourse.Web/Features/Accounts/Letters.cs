using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Somebody opened an account, or asked for its letter once more.</summary>
internal sealed record JoinWish(Guid Account);

/// <summary>Somebody asked for a new password.</summary>
internal sealed record ResetWish(string Address);

/// <summary>Somebody wants another address for their account.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Address">The address.</param>
/// <param name="Stamp">A hash of the security stamp the account had: a password changed in the meantime ends the wish, while its letter waits too.</param>
internal sealed record MoveWish(Guid Account, string Address, string Stamp)
{
    public static MoveWish Of(Account account, string address) =>
        new(account.Id, address, HashOf(account));

    public bool IsStillOf(Account account) => Stamp == HashOf(account);

    private static string HashOf(Account account) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(account.SecurityStamp ?? "")));
}

/// <summary>
/// Letters with a link that opens something. They are written when they are sent, after the page has answered: so the answer is the same, in time as well, whether
/// or not an address has an account, and no such link ever rests in the database. Nothing that a stranger typed stands in them: joining must not send advertisements.
/// </summary>
internal sealed class LinkMail(
    IMailTransport transport,
    MailAllowance allowance,
    SiteSettings site,
    GlanceCache glance,
    SecurityLog events
)
{
    public async Task Send(
        string to,
        Func<string, (string Subject, string Text)> write,
        string link,
        CancellationToken stop
    )
    {
        if (!allowance.Take(to))
        {
            events.LetterHeldBack();
            return;
        }

        var (subject, text) = write((await glance.Get(stop)).Title);
        var id = $"<{Guid.CreateVersion7():N}@{site.Base.Host}>";
        await transport.Send(
            new Letter(to, subject, text.ReplaceLineEndings("\n"), link),
            id,
            stop
        );
    }
}

/// <summary>Five letters with links in half an hour to one address: nobody's letter box is filled by way of our forms.</summary>
internal sealed class MailAllowance : IDisposable
{
    private const int Letters = 5;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<
        string,
        string
    >(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address.ToUpperInvariant(),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = Letters,
                Window = TimeSpan.FromMinutes(30),
            }
        )
    );

    public bool Take(string address) => limiter.AttemptAcquire(address).IsAcquired;

    public void Dispose() => limiter.Dispose();
}

internal sealed class SendJoinLetter(
    CourseDb db,
    MailedLinks links,
    LinkMail mail,
    SiteSettings site
) : ITask<JoinWish>
{
    public async Task Run(JoinWish payload, CancellationToken stop)
    {
        var account = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == payload.Account, stop);
        if (account is not { EmailConfirmed: false, Email: { } address })
        {
            return;
        }

        var link = links.For(Errand.Confirm, account, address);
        var isKnown = await db.Users.AsNoTracking().OwnerOf(address, stop) is not null;
        await mail.Send(address, isKnown ? Again : First, link, stop);

        (string, string) First(string course) =>
            (
                $"{course}: confirm your address",
                $"""
                Hello,

                welcome to {course}. Follow this link to show that this address is yours. From then on you can publish.

                {link}

                It works for 7 days. You can write before that: drafts are kept.

                If you did not join, do nothing: without the link this address is not used again.
                """
            );

        (string, string) Again(string course) =>
            (
                $"{course}: you have an account already",
                $"""
                Hello,

                somebody has just joined {course} with this address, and there is an account with it already. If it was you, sign in to the account you have:

                {site.Absolute("/sign-in")}

                What you may have written in the new one is brought over by this link, which works for 7 days:

                {link}

                If it was not you, do nothing. Nobody gets into your account this way.
                """
            );
    }
}

internal sealed class SendResetLetter(CourseDb db, MailedLinks links, LinkMail mail)
    : ITask<ResetWish>
{
    public async Task Run(ResetWish payload, CancellationToken stop)
    {
        var account = await db.Users.AsNoTracking().OpenedBy(payload.Address, stop);
        if (account?.Email is not { } address)
        {
            return;
        }

        // To the address of the account, never to the one typed: two spellings may look alike to a database.
        var link = links.For(Errand.Reset, account, address);
        await mail.Send(address, Write, link, stop);

        (string, string) Write(string course) =>
            (
                $"{course}: choose a new password",
                $"""
                Hello,

                with this link you can choose a new password for {course}:

                {link}

                It works once, and for 30 minutes. If you did not ask for it, do nothing: your password stays as it is.
                """
            );
    }
}

internal sealed class SendMoveLetter(CourseDb db, MailedLinks links, LinkMail mail)
    : ITask<MoveWish>
{
    public async Task Run(MoveWish payload, CancellationToken stop)
    {
        var account = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == payload.Account, stop);
        if (account is null || !payload.IsStillOf(account))
        {
            return;
        }

        var link = links.For(Errand.Move, account, payload.Address);
        await mail.Send(payload.Address, Write, link, stop);

        (string, string) Write(string course) =>
            (
                $"{course}: confirm your new address",
                $"""
                Hello,

                follow this link to use this address for your account at {course}:

                {link}

                It works for 24 hours. If you did not ask for it, do nothing.
                """
            );
    }
}

/// <summary>Letters that tell of a change after it was made. They hold no link that opens anything.</summary>
internal static class Notes
{
    public static Letter PasswordChanged(string to, string course, Uri forgot) =>
        new(
            to,
            $"{course}: your password was changed",
            $"""
            Hello,

            the password of your account at {course} was changed just now. Everybody who was signed in to it elsewhere is signed out.

            If it was not you, choose a new one at once: {forgot}
            """
        );

    public static Letter AddressWillChange(string to, string course, Uri forgot) =>
        new(
            to,
            $"{course}: another address was asked for",
            $"""
            Hello,

            somebody who knows the password of your account at {course} asked to use another address for it. Until a link sent to that address is followed, nothing changes.

            If it was not you, choose a new password now; that also ends the link: {forgot}
            """
        );

    public static Letter AddressChanged(string to, string course) =>
        new(
            to,
            $"{course}: your address was changed",
            $"""
            Hello,

            your account at {course} now has another address. This one is not used again.

            If it was not you, write to the organisers of the course today.
            """
        );
}
