using System.Security.Cryptography;
using System.Text;
using CpdCourse.Data;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The link with which the first organiser sets the course up: printed at the start, kept as a hash, good until somebody has used it.</summary>
internal sealed class SetupLink(CourseDb db, SiteSettings site)
{
    private const string Key = "setup-link";

    /// <summary>A new link, which ends the one before; null once there is an organiser.</summary>
    public async Task<string?> Fresh(CancellationToken stop)
    {
        if (await IsDone(stop))
        {
            return null;
        }

        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        var note = await db.SiteNotes.SingleOrDefaultAsync(n => n.Key == Key, stop);
        if (note is null)
        {
            db.SiteNotes.Add(new SiteNote { Key = Key, Value = Hash(secret) });
        }
        else
        {
            note.Value = Hash(secret);
        }

        await db.SaveChangesAsync(stop);
        return site.Absolute($"/setup?key={secret}").ToString();
    }

    public Task<bool> IsDone(CancellationToken stop) =>
        db.Participants.AnyAsync(p => p.Role == Role.Organiser, stop);

    public async Task<bool> Fits(string? secret, CancellationToken stop)
    {
        var kept = await db
            .SiteNotes.Where(n => n.Key == Key)
            .Select(n => n.Value)
            .SingleOrDefaultAsync(stop);
        return secret is { Length: > 0 and < 100 }
            && kept is not null
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(kept),
                Encoding.ASCII.GetBytes(Hash(secret))
            )
            && !await IsDone(stop);
    }

    /// <summary>Ends the link in the transaction that makes the organiser.</summary>
    public async Task Use(CancellationToken stop) =>
        db.SiteNotes.RemoveRange(await db.SiteNotes.Where(n => n.Key == Key).ToListAsync(stop));

    private static string Hash(string secret) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
