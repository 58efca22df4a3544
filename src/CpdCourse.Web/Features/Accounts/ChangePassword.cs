using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Gives an account another password, ends its other sessions, and tells its owner.</summary>
internal sealed class ChangePassword(
    UserManager<Account> accounts,
    PasswordDoor door,
    TellOwner owner,
    GlanceCache glance,
    SecurityLog events
)
{
    /// <summary>By somebody who is signed in and knows the one before.</summary>
    public Task<Outcome> ByOwner(Account account, string? password, CancellationToken stop) =>
        To(account, password, events.PasswordChanged, stop);

    /// <summary>By whoever reads the mail of the account.</summary>
    public Task<Outcome> ByLink(Account account, string? password, CancellationToken stop) =>
        To(account, password, events.PasswordReset, stop);

    private async Task<Outcome> To(
        Account account,
        string? password,
        Action<Guid> note,
        CancellationToken stop
    )
    {
        var course = (await glance.Get(stop)).Title;
        if (Passwords.Problem(password, account.Email ?? "", course) is { } problem)
        {
            return problem;
        }

        await door.Give(account, password!, stop);
        await owner.PasswordChanged(account, stop);

        // Saves everything; the new stamp is what ends sessions and unused links.
        var result = await accounts.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
        {
            return Refusals.ChangedMeanwhile;
        }

        note(account.Id);
        await door.Forget(account, stop);
        return Outcome.Done;
    }
}
