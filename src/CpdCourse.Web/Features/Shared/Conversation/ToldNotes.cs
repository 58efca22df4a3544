using System.Globalization;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Shared.Conversation;

/// <summary>Notes of what was told in a letter, so that it is told once: the key names what, the value the day.</summary>
internal sealed class ToldNotes(CourseDb db, TimeProvider clock)
{
    public const string Prefix = "told:";
    public const string Day = "yyyy-MM-dd";

    public Task<bool> WasTold<T>(Id<T> news, CancellationToken stop)
    {
        var key = Key(news);
        return db.SiteNotes.AnyAsync(n => n.Key == key, stop);
    }

    /// <summary>Saved in one transaction with the letters: of two runs of the same job, one fails there and sends nothing.</summary>
    public void Note<T>(Id<T> news) =>
        db.SiteNotes.Add(
            new SiteNote
            {
                Key = Key(news),
                Value = clock.GetUtcNow().ToString(Day, CultureInfo.InvariantCulture),
            }
        );

    private static string Key<T>(Id<T> news) => $"{Prefix}{news}";
}
