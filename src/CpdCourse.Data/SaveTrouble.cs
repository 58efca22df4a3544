using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data;

/// <summary>Why a save failed, as far as somebody else's save was the reason.</summary>
public static class SaveTrouble
{
    /// <summary>
    /// True when a row was changed or deleted meanwhile, its unique name taken, or the transaction given up for another one. A full disk or a broken rule is
    /// something else.
    /// </summary>
    public static bool IsSomebodyElses(this Exception problem) =>
        problem switch
        {
            DbUpdateConcurrencyException => true,
            // sqlite.org/rescode.html: a primary key, a unique index.
            SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true,
            // postgresql.org/docs/current/errcodes-appendix.html: unique violation, serialization failure, deadlock.
            DbException { SqlState: "23505" or "40001" or "40P01" } => true,
            // The second is how PostgreSQL's provider wraps what may pass when tried again.
            DbUpdateException or InvalidOperationException =>
                problem.InnerException?.IsSomebodyElses() == true,
            _ => false,
        };
}
