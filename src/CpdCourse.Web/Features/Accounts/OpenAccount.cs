using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// Makes an account with its first persona and enrols it: the same verb for joining, setting up and the demo course.
/// An account whose address is not confirmed is provisional: it may write, its address is only what somebody typed, and any number of them may carry the same one.
/// So joining gives the same answer whether or not the address has an account, and still lets people begin at once.
/// The address becomes the (unique) user name when its mailed link is followed.
/// </summary>
internal sealed class OpenAccount(
    CourseDb db,
    UserManager<Account> accounts,
    PasswordHashes hashes,
    SecurityLog events,
    TimeProvider clock
)
{
    public async Task<(Account? Account, IdentityResult Result)> Open(
        NewAccount wish,
        CancellationToken stop
    )
    {
        var id = Guid.CreateVersion7();
        var account = new Account
        {
            Id = id,
            Email = wish.Mail,
            UserName = wish.Confirmed ? wish.Mail : $"new-{id:N}",
            EmailConfirmed = wish.Confirmed,
            CreatedAt = clock.GetUtcNow(),
        };
        if (Passwords.Problem(wish.Password, wish.Mail) is { } problem)
        {
            var error = new IdentityError { Code = problem.Code, Description = problem.Message };
            return (null, IdentityResult.Failed(error));
        }

        // Before the transaction: a hash takes half a second, and writers wait for one another.
        account.PasswordHash = await hashes.Of(account, wish.Password, stop);

        // Somebody may take the handle between the look and the save. A transaction that is open already cannot be begun again here.
        return db.Database.CurrentTransaction is null
            ? await db.Insist(() => Save(account, wish, stop))
            : await Save(account, wish, stop);
    }

    // One transaction: no account without a name to write under.
    private async Task<(Account? Account, IdentityResult Result)> Save(
        Account account,
        NewAccount wish,
        CancellationToken stop
    )
    {
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Begin(stop)
            : null;
        var result = await accounts.CreateAsync(account);
        if (!result.Succeeded)
        {
            return (null, result);
        }

        await AddPersona(account, wish, stop);
        await db.SaveChangesAsync(stop);
        if (transaction is not null)
        {
            await transaction.Commit(stop);
        }

        events.AccountOpened(account.Id, wish.Role);

        return (account, result);
    }

    /// <summary>The handle for a name, with a number when somebody has it or had it.</summary>
    public async Task<string> FreeHandle(string name, CancellationToken stop)
    {
        var wish = Persona.NormalHandle(name);
        for (var n = 1; ; n++)
        {
            var number = n == 1 ? "" : n.ToString(Say.Culture);
            var candidate =
                wish[..Math.Min(wish.Length, Persona.HandleLimit - number.Length)] + number;
            if (
                !await db.Personas.AnyAsync(p => p.Handle == candidate, stop)
                && !await db.FormerHandles.AnyAsync(h => h.Handle == candidate, stop)
            )
            {
                return candidate;
            }
        }
    }

    private async Task AddPersona(Account account, NewAccount wish, CancellationToken stop)
    {
        var handle = await FreeHandle(wish.Handle ?? wish.Name, stop);
        var persona = new Persona(handle, wish.Name, account.CreatedAt);
        if (!wish.Confirmed)
        {
            // Listed once somebody has answered for it: a name can be an advertisement.
            persona.List(false);
        }

        db.Personas.Add(persona);
        db.PersonaOwners.Add(
            new PersonaOwner
            {
                Persona = persona.Id,
                Account = account.Id,
                IsMain = true,
            }
        );
        if (wish.Run is { } run)
        {
            db.Participants.Add(new Participant(account.Id, run, wish.Role, account.CreatedAt));
        }
    }
}

/// <summary>Who opens an account.</summary>
internal sealed record NewAccount(
    string Name,
    string Mail,
    string Password,
    Id<Run>? Run,
    Role Role = Role.Participant
)
{
    /// <summary>A wished handle; otherwise made from the name.</summary>
    public string? Handle { get; init; }

    /// <summary>The address is known to be theirs (set-up, demo).</summary>
    public bool Confirmed { get; init; }
}
