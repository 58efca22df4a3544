using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Comments;

/// <summary>
/// What came of a form that was sent, so that sending it twice shows the first result. The key is written in the transaction of what it led to;
/// the database lets one of two win.
/// </summary>
internal sealed class FormKeys(CourseDb db, TimeProvider clock)
{
    internal const string Prefix = "form:";

    /// <summary>
    /// The key of one showing of a form with these contents; with other contents it is another form. Strangers may share the stamp of a page: the
    /// contents must tell who sends them.
    /// </summary>
    public static string Key(string? stamp, params IEnumerable<string?> contents)
    {
        var whole = string.Join('\0', contents.Prepend(stamp ?? Guid.CreateVersion7().ToString()));
        return Prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
    }

    public async Task<Id<T>?> Result<T>(string key, CancellationToken stop) =>
        await db.SiteNotes.Where(n => n.Key == key).Select(n => n.Value).SingleOrDefaultAsync(stop)
            is { } value
        && Id<T>.TryParse(
            value[(ToldNotes.Day.Length + 1)..],
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    /// <summary>Kept with the transaction that this database is in; a key that is there already is forgotten first, or it clashes.</summary>
    public Task Keep<T>(CourseDb into, string key, Id<T> result, CancellationToken stop)
    {
        var day = clock.GetUtcNow().ToString(ToldNotes.Day, CultureInfo.InvariantCulture);
        return into.Note(key, $"{day} {result}", stop);
    }

    /// <summary>What came of the form is gone: it may be kept anew.</summary>
    public Task Forget(string key, CancellationToken stop) =>
        db.SiteNotes.Where(n => n.Key == key).ExecuteDeleteAsync(stop);
}

/// <summary>Nobody sends a form again after a week; and what was told is remembered for 60 days: a comment brought back later than that is told of once more.</summary>
internal sealed class ForgetFormKeys(CourseDb db, TimeProvider clock) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        await Forget(FormKeys.Prefix, TimeSpan.FromDays(7), stop);
        await Forget(ToldNotes.Prefix, TimeSpan.FromDays(60), stop);
    }

    private Task<int> Forget(string prefix, TimeSpan after, CancellationToken stop)
    {
        var before = (clock.GetUtcNow() - after).ToString(
            ToldNotes.Day,
            CultureInfo.InvariantCulture
        );
        return db
            .SiteNotes.Where(n => n.Key.StartsWith(prefix) && n.Value.CompareTo(before) < 0)
            .ExecuteDeleteAsync(stop);
    }
}
