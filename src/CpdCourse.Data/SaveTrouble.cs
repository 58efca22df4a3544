using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CpdCourse.Data;

/// <summary>Why a save failed, as far as somebody else's save was the reason.</summary>
public static class SaveTrouble
{
    /// <summary>
    /// True when a row was changed or deleted meanwhile, its unique name taken, or two saves waited for each other. A full disk or a broken rule is
    /// something else.
    /// </summary>
    public static bool IsSomebodyElses(this Exception problem) =>
        problem switch
        {
            DbUpdateConcurrencyException => true,
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
            PostgresException postgres => postgres.SqlState
                is PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected,
            // What may pass when tried again, PostgreSQL's provider wraps once more.
            DbUpdateException or InvalidOperationException => problem.InnerException is { } inner
                && inner.IsSomebodyElses(),
            _ => false,
        };
}
