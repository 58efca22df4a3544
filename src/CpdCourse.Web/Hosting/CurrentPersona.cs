using System.Globalization;
using System.Security.Claims;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Hosting;

/// <summary>Who is asking: the persona they write as, and what they may do. Taken from the signed-in cookie, without a query.</summary>
internal sealed class CurrentPersona(IHttpContextAccessor http, CourseDb db, KeptReads kept)
{
    private IReadOnlyList<Id<Persona>>? mine;

    private ClaimsPrincipal? User => http.HttpContext?.User;

    public bool IsSignedIn => User?.Identity?.IsAuthenticated == true && Account != default;

    public Guid Account =>
        Guid.TryParse(User?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : default;

    public Id<Persona> Id =>
        Id<Persona>.TryParse(User?.FindFirstValue(PersonaClaims.Id), null, out var id)
            ? id
            : default;

    public string Handle => User?.FindFirstValue(PersonaClaims.Handle) ?? "";

    public string Name => User?.FindFirstValue(PersonaClaims.Name) ?? "";

    public int Colour =>
        int.TryParse(
            User?.FindFirstValue(PersonaClaims.Colour),
            CultureInfo.InvariantCulture,
            out var colour
        )
            ? colour
            : 1;

    /// <summary>False until the mailed link was followed: one may write, not yet publish.</summary>
    public bool IsConfirmed => User?.HasClaim(PersonaClaims.Confirmed, "yes") == true;

    public Role Role =>
        Enum.TryParse<Role>(User?.FindFirstValue(PersonaClaims.Role), out var role)
            ? role
            : Role.Participant;

    public bool IsOrganiser => IsSignedIn && Role is Role.Organiser;

    public bool MayModerate => IsSignedIn && Role is Role.Organiser or Role.Moderator;

    /// <summary>All personas of the account: for what its owner alone sees.</summary>
    public async ValueTask<IReadOnlyList<Id<Persona>>> Mine(CancellationToken stop) =>
        mine ??= IsSignedIn
            ? await kept.Get(
                ("personas of", Account),
                () =>
                    db
                        .PersonaOwners.Where(o => o.Account == Account)
                        .Select(o => o.Persona)
                        .ToListAsync(stop),
                _ => KeptReads.NoPost
            )
            : [];
}

internal static class PersonaClaims
{
    public const string Id = "persona";
    public const string Handle = "handle";
    public const string Name = "name";
    public const string Colour = "colour";
    public const string Role = "role";
    public const string Confirmed = "confirmed";
}

internal static class Policies
{
    public const string Participant = "participant";
    public const string Moderator = "moderator";
    public const string Organiser = "organiser";
}
