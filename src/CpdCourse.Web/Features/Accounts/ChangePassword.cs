using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Gives an account another password, ends its other sessions, and tells its owner.</summary>
internal sealed class ChangePassword(
    CourseDb db,
    UserManager<Account> accounts,
    PasswordDoor door,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
)
{
    public async Task<Outcome> To(Account account, string? password, CancellationToken stop)
    {
        var course = (await glance.Get(stop)).Title;
        if (Passwords.Problem(password, account.Email ?? "", course) is { } problem)
        {
            return problem;
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password!);
        db.Post(
            Notes.PasswordChanged(account.Email!, course, site.Absolute("/forgot")),
            clock.GetUtcNow()
        );

        // Saves everything; the new stamp is what ends sessions and unused links.
        var result = await accounts.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
        {
            return Refusals.ChangedMeanwhile;
        }

        await door.Forget(account, stop);
        return Outcome.Done;
    }
}
