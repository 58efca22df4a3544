using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>What becomes of a provisional account: confirmed, brought into the account that its owner had already, or forgotten.</summary>
internal sealed class ConfirmAddress(CourseDb db, UserManager<Account> accounts, SecurityLog events)
{
    /// <summary>Makes the address the account's own. False when another account has it already: see <see cref="BringInto"/>.</summary>
    public async Task<bool> Confirm(Account account, CancellationToken stop)
    {
        if (account.EmailConfirmed)
        {
            return true;
        }

        if (
            await db.Users.AsNoTracking().OwnerOf(account.Email, stop) is { } owner
            && owner.Id != account.Id
        )
        {
            return false;
        }

        account.EmailConfirmed = true;
        account.UserName = account.Email;
        foreach (var persona in await PersonasOf(account).ToListAsync(stop))
        {
            persona.List(true);
        }

        if (await accounts.UpdateAsync(account).IsFirst())
        {
            events.AddressConfirmed(account.Id);
            return true;
        }

        // Two at the same moment: what counts is what is so now. The other one may have been for this very account.
        db.ChangeTracker.Clear();
        account.EmailConfirmed = false;
        await db.Attach(account).ReloadAsync(stop);
        return account.EmailConfirmed;
    }

    /// <summary>Moves what was written in the provisional account to the one its owner has, and ends it.</summary>
    public async Task BringInto(Account owner, Account provisional, CancellationToken stop)
    {
        if (owner.Id == provisional.Id)
        {
            throw new InvalidOperationException("An account brought into itself would be gone.");
        }

        await using var transaction = await db.Begin(stop);
        var into = await db
            .PersonaOwners.Where(o => o.Account == owner.Id)
            .OrderByDescending(o => o.IsMain)
            .Select(o => o.Persona)
            .FirstAsync(stop);
        var from = await PersonasOf(provisional).Select(p => p.Id).ToListAsync(stop);
        foreach (var post in await db.Posts.Where(p => from.Contains(p.Author)).ToListAsync(stop))
        {
            post.WriteAs(into);
        }

        await db.SaveChangesAsync(stop);

        // Whoever has said something under the new name keeps it, beside their own.
        var spoken = await WithWords(db.Personas.Where(p => from.Contains(p.Id)))
            .Select(p => p.Id)
            .ToListAsync(stop);
        await db
            .PersonaOwners.Where(o => spoken.Contains(o.Persona))
            .ExecuteUpdateAsync(
                set => set.SetProperty(o => o.Account, owner.Id).SetProperty(o => o.IsMain, false),
                stop
            );
        await Remove([provisional.Id], [.. from.Except(spoken)], stop);
        await transaction.Commit(stop);
    }

    /// <summary>Ends provisional accounts that nobody has confirmed, and under which nothing was written.</summary>
    public async Task ForgetSince(DateTimeOffset moment, CancellationToken stop)
    {
        var spoken = WithWords(db.Personas).Select(p => p.Id);
        var old = await db
            .Users.Where(a =>
                !a.EmailConfirmed
                && a.CreatedAt < moment
                && !db.PersonaOwners.Any(o => o.Account == a.Id && spoken.Contains(o.Persona))
            )
            .OrderBy(a => a.CreatedAt)
            .Select(a => a.Id)
            .Take(500)
            .ToListAsync(stop);
        var personas = await db
            .PersonaOwners.Where(o => old.Contains(o.Account))
            .Select(o => o.Persona)
            .ToListAsync(stop);
        await Remove(old, personas, stop);
    }

    private IQueryable<Persona> PersonasOf(Account account) =>
        db.Personas.Where(p =>
            db.PersonaOwners.Any(o => o.Account == account.Id && o.Persona == p.Id)
        );

    private IQueryable<Persona> WithWords(IQueryable<Persona> personas) =>
        personas.Where(p =>
            db.Posts.Any(post => post.Author == p.Id) || db.Comments.Any(c => c.Author == p.Id)
        );

    private async Task Remove(
        IReadOnlyList<Guid> ended,
        IReadOnlyList<Id<Persona>> personas,
        CancellationToken stop
    )
    {
        await db.Personas.Where(p => personas.Contains(p.Id)).ExecuteDeleteAsync(stop);
        await db.Users.Where(a => ended.Contains(a.Id)).ExecuteDeleteAsync(stop);
    }
}

/// <summary>Once a day: an account that was opened 30 days ago, never confirmed and never used is gone.</summary>
internal sealed class ForgetProvisional(ConfirmAddress provisional, TimeProvider clock) : IRecurring
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public Task Run(CancellationToken stop) =>
        provisional.ForgetSince(clock.GetUtcNow() - KeptFor, stop);
}
