using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Linking;
using CpdCourse.Linking.Feeds.Reading;
using CpdCourse.Linking.Tables;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>Takes a list of blogs that an organiser brings. Nothing is fetched before the answer: each line becomes a job, and the page of the import shows what becomes of it.</summary>
internal sealed partial class TakeList(
    CourseDb db,
    SiteSettings site,
    QueueLines queue,
    SecurityLog log,
    TimeProvider clock
)
{
    /// <summary>Lines that wait at most, of all imports: some hours of work.</summary>
    public const int MostWaiting = 2 * BlogListReader.MaxLines;

    private const int DigestLength = 16;

    public async Task<(string? Import, Outcome Outcome)> From(
        byte[] body,
        bool isChecked,
        string by,
        CancellationToken stop
    )
    {
        if (body.Length > BlogListReader.MaxBytes)
        {
            return (null, Refusals.ImportTooLarge);
        }

        var list = BlogListReader.Read(body);
        if (Problem(list) is { } refusal)
        {
            return (null, refusal);
        }

        var import = Digest(body, isChecked);
        var lines = list.Lines.Select(l => Brought(l, isChecked)).ToList();
        var outcome = await db.Insist(() => Keep(import, lines, by, stop));
        await queue.Run(stop);
        return (import, outcome);
    }

    /// <summary>The handle that was meant, in the spelling of handles; null when it cannot be one.</summary>
    public string? Handle(string who)
    {
        var text = who.Trim().TrimStart('\'').TrimStart('@').ToLowerInvariant();
        return AHandle().IsMatch(text) ? text
            : WebAddress.Read(text) is { } page
            && LocalPage.Read(page, site.Base) is { IsPersona: true } persona
                ? persona.Handle
            : null;
    }

    private static Refusal? Problem(BlogListing list) =>
        list.Problem switch
        {
            BlogListProblem.NotText => Refusals.ImportNotText,
            BlogListProblem.Broken => Refusals.ImportBroken,
            BlogListProblem.TooMany => Refusals.ImportTooMany,
            _ when !list.Lines.Any(l => BlogAddress.Read(l.Address).IsAddress) =>
                Refusals.ImportNoBlogs,
            _ => null,
        };

    private async Task<Outcome> Keep(
        string import,
        List<BroughtLine> brought,
        string by,
        CancellationToken stop
    )
    {
        if (await db.ImportedLines.AnyAsync(l => l.Import == import, stop))
        {
            return Outcome.Done;
        }

        var waiting = await db.ImportedLines.CountAsync(
            l => l.State == LineState.Waiting || l.State == LineState.Sought,
            stop
        );
        if (waiting + brought.Count > MostWaiting)
        {
            return Refusals.ImportWaits;
        }

        foreach (var line in brought.Select(b => ImportedLine.Of(import, b, clock.GetUtcNow())))
        {
            Judge(line);
            db.ImportedLines.Add(line);
        }

        await db.SaveChangesAsync(stop);
        log.BlogsDecided(by, "Import", brought.Count);
        return Outcome.Done;
    }

    // What anybody may know without asking.
    private void Judge(ImportedLine line)
    {
        var address = BlogAddress.Read(line.Address);
        if (line.Address.Length == 0)
        {
            line.Die("There is no address of a blog in this line.");
        }
        else if (
            (WebAddress.Read(line.Address) ?? address.Url) is { } plain
            && Elsewhere.IsOurs(plain, site.Base)
        )
        {
            line.Die("That is an address of this course.");
        }
        else if (!address.IsAddress)
        {
            line.Die(address.Error);
        }
    }

    // A mail address is not kept, and nobody is looked for by it: whoever imports would learn whose persona it is (trust 4).
    private BroughtLine Brought(BlogListLine line, bool isChecked) =>
        new(
            line.Number,
            Handle(line.Who) is { } handle ? handle
                : line.Who.Contains('@', StringComparison.Ordinal) ? ImportWords.MailAddress
                : line.Who,
            line.Title,
            line.Address,
            isChecked
        );

    // The same bytes are the same import.
    private static string Digest(byte[] body, bool isChecked) =>
        new Guid(
            SHA256.HashData([isChecked ? (byte)1 : (byte)0, .. body]).AsSpan(0, DigestLength)
        ).ToString("N");

    [GeneratedRegex("^[a-z0-9-]{2,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex AHandle();
}
