using System.Security.Claims;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>What the signed-in cookie says: the persona that writes and the role, so that a page needs no query to know its reader.</summary>
internal sealed class AccountPrincipal(
    UserManager<Account> accounts,
    IOptions<IdentityOptions> options,
    CourseDb db
) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var persona = await db
            .PersonaOwners.Where(o => o.Account == user.Id)
            .OrderByDescending(o => o.IsMain)
            .Join(db.Personas, o => o.Persona, p => p.Id, (_, p) => p)
            .AsNoTracking()
            .FirstOrDefaultAsync();
        var roles = await db
            .Participants.Where(p => p.Account == user.Id)
            .Select(p => p.Role)
            .ToListAsync();
        if (persona is not null)
        {
            identity.AddClaim(new Claim(PersonaClaims.Id, persona.Id.Value.ToString("N")));
            identity.AddClaim(new Claim(PersonaClaims.Handle, persona.Handle));
            identity.AddClaim(new Claim(PersonaClaims.Name, persona.Name));
            identity.AddClaim(
                new Claim(PersonaClaims.Colour, persona.Colour.ToString(Say.Culture))
            );
        }

        identity.AddClaim(
            new Claim(PersonaClaims.Role, roles.DefaultIfEmpty(Role.Participant).Max().ToString())
        );
        identity.AddClaim(new Claim(PersonaClaims.Confirmed, user.EmailConfirmed ? "yes" : "no"));
        return identity;
    }
}
