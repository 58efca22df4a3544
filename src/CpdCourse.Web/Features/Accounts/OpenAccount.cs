using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Makes an account with its first persona and enrols it: the same verb for joining, setting up and the demo course.</summary>
internal sealed class OpenAccount(CourseDb db, UserManager<Account> accounts, TimeProvider clock)
{
    public async Task<(Account? Account, IdentityResult Result)> Open(
        NewAccount wish,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            Email = wish.Mail,
            UserName = wish.Mail,
            EmailConfirmed = wish.Confirmed,
            CreatedAt = now,
        };

        // One transaction: no account without a name to write under.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var result = await accounts.CreateAsync(account, wish.Password);
        if (!result.Succeeded)
        {
            return (null, result);
        }

        var persona = new Persona(await FreeHandle(wish.Handle ?? wish.Name, stop), wish.Name, now);
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
            db.Participants.Add(new Participant(account.Id, run, wish.Role, now));
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
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
