using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Tells the owner of an account what was done to it: the letter goes out with the save of what it tells.</summary>
internal sealed class TellOwner(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    TimeProvider clock
)
{
    public Task PasswordChanged(Account account, CancellationToken stop) =>
        Tell(course => Notes.PasswordChanged(account.Email!, course, Forgot), stop);

    public Task AddressWillChange(Account account, CancellationToken stop) =>
        Tell(course => Notes.AddressWillChange(account.Email!, course, Forgot), stop);

    /// <param name="former">The address that the account had until now.</param>
    /// <param name="stop">Cancels.</param>
    public Task AddressChanged(string former, CancellationToken stop) =>
        Tell(course => Notes.AddressChanged(former, course), stop);

    private Uri Forgot => site.Absolute(Addresses.Forgot);

    private async Task Tell(Func<string, Letter> write, CancellationToken stop) =>
        db.Post(write((await glance.Get(stop)).Title), clock.GetUtcNow());
}
