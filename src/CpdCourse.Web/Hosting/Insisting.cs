using CpdCourse.Data;

namespace CpdCourse.Web.Hosting;

/// <summary>For work that another save may come between: a row changed meanwhile, a slug or a category taken a moment ago.</summary>
internal static class Insisting
{
    private const int Tries = 4;

    /// <summary>Does the work; when somebody else was quicker, everything is read again and the work is done again, a few times.</summary>
    /// <param name="db">Forgets what it had loaded before each new try.</param>
    /// <param name="work">Loads, acts and saves; so it sees what came between.</param>
    public static async Task<T> Insist<T>(this CourseDb db, Func<Task<T>> work)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await work();
            }
            catch (Exception clash) when (left > 1 && clash.IsSomebodyElses())
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
