using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// Asks for a password. Five tries are free, then each waits: a second, doubled each time, 15 minutes at most; never a lock, and a mailed link works all the
/// same. A try is counted before the password is looked at, so that a hundred at once are not a hundred tries. An address without an account costs the same
/// work as one with: a read, a write, a hash.
/// </summary>
internal sealed class PasswordDoor(
    CourseDb db,
    PasswordHashes hashes,
    SecurityLog events,
    TimeProvider clock
)
{
    public const int FreeTries = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The account that an address and a password open. An unproved address may have been typed by several: the account that had it first is tried and the one
    /// opened last. A proved one opens its own alone. The work is the same, so that nobody learns how many there are.
    /// </summary>
    public async Task<Account?> At(string? address, string? password, CancellationToken stop)
    {
        var first = await db.Users.OpenedBy(address, stop);
        var last = await db.Users.OpenedLastBy(address, first?.Id, stop);
        var second = first is { EmailConfirmed: true } ? null : last;
        var opened =
            await Fits(first, password, stop) ? first
            : await Fits(second, password, stop) ? second
            : null;
        if (opened is null)
        {
            events.SignInFailed(first?.Id);
        }

        return opened;
    }

    /// <summary>True when the password is right and it may be tried now.</summary>
    public async Task<bool> Opens(Account account, string? password, CancellationToken stop)
    {
        var fits = await Fits(account, password, stop);
        if (!fits)
        {
            events.PasswordRefused(account.Id);
        }

        return fits;
    }

    private async Task<bool> Fits(Account? account, string? password, CancellationToken stop)
    {
        if (password is null || password.Length > Passwords.Longest)
        {
            return false;
        }

        if (account is null || !await Count(account, stop))
        {
            await db.NextNumber("sign-in-in-vain", stop);
            await hashes.Of(new Account(), password, stop);
            return false;
        }

        if (!await hashes.Fits(account, password, stop))
        {
            return false;
        }

        await Forget(account, stop);
        return true;
    }

    /// <summary>Gives the account another password; whoever calls this saves it.</summary>
    public async Task Give(Account account, string password, CancellationToken stop) =>
        account.PasswordHash = await hashes.Of(account, password, stop);

    /// <summary>Ends the pause: whoever has followed a mailed link is no guesser.</summary>
    public Task Forget(Account account, CancellationToken stop)
    {
        // Identity writes whole rows: what it holds must not bring the count back.
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        return db
            .Users.Where(a => a.Id == account.Id && a.AccessFailedCount > 0)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.AccessFailedCount, 0)
                        .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null),
                stop
            );
    }

    private async Task<bool> Count(Account account, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (tries, until) = (account.AccessFailedCount, account.LockoutEnd);
        for (var look = 0; look < 3; look++)
        {
            if (until > now)
            {
                events.SignInPaused(account.Id);
                return false;
            }

            var counted = await db
                .Users.Where(a => a.Id == account.Id && a.AccessFailedCount == tries)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(a => a.AccessFailedCount, tries + 1)
                            .SetProperty(a => a.LockoutEnd, PauseAfter(tries + 1, now)),
                    stop
                );
            if (counted == 1)
            {
                return true;
            }

            // Somebody tried at the same moment: look again.
            var fresh = await db
                .Users.Where(a => a.Id == account.Id)
                .Select(a => new { a.AccessFailedCount, a.LockoutEnd })
                .SingleAsync(stop);
            (tries, until) = (fresh.AccessFailedCount, fresh.LockoutEnd);
        }

        return false;
    }

    private static DateTimeOffset? PauseAfter(int tries, DateTimeOffset now) =>
        tries <= FreeTries - 1
            ? null
            : now
                + TimeSpan.FromSeconds(
                    Math.Min(
                        LongestPause.TotalSeconds,
                        Math.Pow(2, Math.Min(tries - FreeTries, 20))
                    )
                );
}
