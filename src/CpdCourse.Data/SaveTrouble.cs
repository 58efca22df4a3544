using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data;

/// <summary>Why a save failed, as far as somebody else's save was the reason.</summary>
public static class SaveTrouble
{
    /// <summary>True when a row was changed or deleted meanwhile, or its unique name taken. A full disk or a broken rule is something else.</summary>
    public static bool IsSomebodyElses(this DbUpdateException problem) =>
        problem is DbUpdateConcurrencyException
        || problem.InnerException
            is DbException { SqlState: "23505" }
                or SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };
}
