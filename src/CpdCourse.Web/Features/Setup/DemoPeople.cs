using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The people of the demo course: accounts that share one password, each with a persona, one with two.</summary>
internal sealed class DemoPeople(CourseDb db, UserManager<Account> accounts)
{
    private string? hash;

    public async Task<Dictionary<string, Id<Persona>>> Join(
        Run run,
        IReadOnlyList<DemoPerson> people,
        CancellationToken stop
    )
    {
        // A hash is slow on purpose: one for all of them.
        hash ??= accounts.PasswordHasher.HashPassword(new Account(), DemoCourse.Password);
        var known = new Dictionary<string, (Guid Account, Id<Persona> Persona)>(
            StringComparer.Ordinal
        );
        foreach (var (place, person) in people.Index())
        {
            var joined = Joined(run, person, place);
            var account =
                person.Account.Length > 0
                    ? known[person.Account].Account
                    : await Open(run, person, hash, joined);
            var persona = Describe(person, joined);
            db.Personas.Add(persona);
            db.PersonaOwners.Add(
                new PersonaOwner
                {
                    Persona = persona.Id,
                    Account = account,
                    IsMain = person.Account.Length == 0,
                }
            );
            known.Add(person.Handle, (account, persona.Id));
        }

        await db.SaveChangesAsync(stop);
        return known.ToDictionary(k => k.Key, k => k.Value.Persona, StringComparer.Ordinal);
    }

    private async Task<Guid> Open(Run run, DemoPerson person, string hash, DateTimeOffset joined)
    {
        var mail = $"{person.Handle}@example.org";
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            Email = mail,
            UserName = mail,
            EmailConfirmed = true,
            PasswordHash = hash,
            CreatedAt = joined,
        };
        var result = await accounts.CreateAsync(account);
        if (!result.Succeeded)
        {
            throw new InvalidDataException($"{mail}: {result}");
        }

        db.Participants.Add(new Participant(account.Id, run.Id, person.Role, joined));
        return account.Id;
    }

    private static Persona Describe(DemoPerson person, DateTimeOffset joined)
    {
        var persona = new Persona(person.Handle, person.Name, joined);
        var outcome = persona.Describe(
            new PersonaDetails(
                person.Name,
                person.Words,
                person.Place,
                person.Sector,
                Listed: !person.Hidden,
                ShowsStrip: true
            )
        );
        return outcome.IsDone && persona.Handle == person.Handle
            ? persona
            : throw new InvalidDataException($"{person.Handle}: {outcome.Refusal?.Message}");
    }

    // Those of the first week signed up in the days before it began; the others within a day of the week they came.
    private static DateTimeOffset Joined(Run run, DemoPerson person, int place)
    {
        var week = run.Moment(run.StartsOn.AddDays(7 * (person.Joined - 1)));
        return person.Joined == 1
            ? week - TimeSpan.FromHours(1 + (place * 31 % 300))
            : week + TimeSpan.FromMinutes(20 + (place * 7));
    }
}
