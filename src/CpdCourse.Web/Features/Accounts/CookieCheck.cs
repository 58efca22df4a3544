using System.Globalization;
using System.Security.Claims;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// Whether what a cookie says of its owner still holds: one question to the database, kept for some seconds. The platform asks five and writes a new cookie, for
/// nearly every page of somebody who reads slowly; here it does so only when something has changed.
/// </summary>
internal sealed class CookieCheck(CourseDb db, KeptReads kept, IOptions<IdentityOptions> options)
{
    public async ValueTask<bool> StillHolds(ClaimsPrincipal owner, CancellationToken stop) =>
        Guid.TryParse(owner.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && await kept.Get(
            (nameof(CookieCheck), account),
            () => Read(account, stop),
            _ => KeptReads.NoPost
        )
            is { } now
        && now == SaidBy(owner);

    private async Task<Words?> Read(Guid account, CancellationToken stop)
    {
        var main = db
            .PersonaOwners.Where(o => o.Account == account)
            .OrderByDescending(o => o.IsMain)
            .Select(o => o.Persona)
            .Take(1);
        return await (
            from user in db.Users
            where user.Id == account
            from persona in db.Personas.Where(p => main.Contains(p.Id)).DefaultIfEmpty()
            select new Words(
                user.SecurityStamp,
                user.EmailConfirmed,
                db.Participants.Where(p => p.Account == account).Max(p => (Role?)p.Role)
                    ?? Role.Participant,
                persona == null
                    ? null
                    : new Writer(persona.Id, persona.Handle, persona.Name, persona.Colour)
            )
        ).SingleOrDefaultAsync(stop);
    }

    private Words? SaidBy(ClaimsPrincipal owner) =>
        Enum.TryParse<Role>(owner.FindFirstValue(PersonaClaims.Role), out var role)
            ? new Words(
                owner.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType),
                owner.HasClaim(PersonaClaims.Confirmed, "yes"),
                role,
                WriterSaidBy(owner)
            )
            : null;

    private static Writer? WriterSaidBy(ClaimsPrincipal owner) =>
        Id<Persona>.TryParse(owner.FindFirstValue(PersonaClaims.Id), null, out var persona)
        && int.TryParse(
            owner.FindFirstValue(PersonaClaims.Colour),
            CultureInfo.InvariantCulture,
            out var colour
        )
            ? new Writer(
                persona,
                owner.FindFirstValue(PersonaClaims.Handle) ?? "",
                owner.FindFirstValue(PersonaClaims.Name) ?? "",
                colour
            )
            : null;

    /// <summary>All that <see cref="AccountPrincipal"/> puts into a cookie.</summary>
    private sealed record Words(string? Stamp, bool IsConfirmed, Role Role, Writer? Writer);

    private sealed record Writer(Id<Persona> Persona, string Handle, string Name, int Colour);
}
