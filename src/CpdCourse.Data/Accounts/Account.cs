using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Data.Accounts;

/// <summary>Who signs in: e-mail and password. Nothing here is ever shown to readers or organisers.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>
/// Which account a persona belongs to: the only place where that is known. Read by the pages of the account itself and by nothing else;
/// a house test names every file that may mention it.
/// </summary>
public sealed class PersonaOwner
{
    public required Id<Persona> Persona { get; init; }

    public required Guid Account { get; init; }

    /// <summary>The one that writes unless another is chosen.</summary>
    public bool IsMain { get; set; }
}

/// <summary>A handle that a persona once had: its addresses lead on for ever and nobody else gets it.</summary>
public sealed class FormerHandle
{
    public required string Handle { get; init; }

    public required Id<Persona> Persona { get; init; }
}
