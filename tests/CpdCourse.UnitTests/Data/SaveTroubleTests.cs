using CpdCourse.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CpdCourse.UnitTests.Data;

public sealed class SaveTroubleTests
{
    public static TheoryData<Exception, bool> Problems() =>
        new()
        {
            { new DbUpdateConcurrencyException(), true },
            { new DbUpdateException("", Postgres(PostgresErrorCodes.UniqueViolation)), true },
            { new DbUpdateException("", new SqliteException("", 19, 2067)), true },
            { Wrapped(Postgres(PostgresErrorCodes.SerializationFailure)), true },
            { Wrapped(Postgres(PostgresErrorCodes.DeadlockDetected)), true },
            { new DbUpdateException("", Postgres(PostgresErrorCodes.DiskFull)), false },
            { new DbUpdateException("", Postgres(PostgresErrorCodes.NotNullViolation)), false },
            { new DbUpdateException("", new SqliteException("", 13)), false },
            { Wrapped(new NpgsqlException("", new IOException())), false },
            { new InvalidOperationException("A bug."), false },
        };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Only_a_save_that_somebody_else_was_quicker_with_is_worth_another_try(
        Exception problem,
        bool isSomebodyElses
    ) => problem.IsSomebodyElses().ShouldBe(isSomebodyElses);

    // As PostgreSQL's provider does with what it thinks will pass.
    private static InvalidOperationException Wrapped(Exception problem) =>
        new("Likely transient.", new DbUpdateException("", problem));

    private static PostgresException Postgres(string state) => new("", "", "", state);
}
