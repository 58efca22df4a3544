using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Where letters about a blog go. Here a persona is followed to the address of its account: for sending a letter to it and for nothing else.</summary>
internal static class OwnerMail
{
    /// <summary>Null when there is none that was confirmed.</summary>
    public static Task<string?> MailOfOwner(
        this CourseDb db,
        Id<Persona> persona,
        CancellationToken stop
    ) =>
        (
            from owner in db.PersonaOwners
            join account in db.Users on owner.Account equals account.Id
            where owner.Persona == persona && account.EmailConfirmed
            select account.Email
        ).FirstOrDefaultAsync(stop);
}
