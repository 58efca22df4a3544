using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CpdCourse.UnitTests.Web;

public sealed class ErrorPagesTests
{
    [Theory]
    [InlineData(5, 503)]
    [InlineData(6, 503)]
    [InlineData(8, 503)]
    [InlineData(10, 503)]
    [InlineData(13, 507)]
    [InlineData(14, 503)]
    [InlineData(4874, 507)]
    [InlineData(1, 500)]
    public void R5_a_busy_or_full_database_is_named_as_such_however_it_is_wrapped(
        int code,
        int status
    )
    {
        var problem = new SqliteException("no", code & 0xff, code);

        ErrorPages.StatusOf(problem).ShouldBe(status);
        ErrorPages.StatusOf(new DbUpdateException("no", problem)).ShouldBe(status);
        ErrorPages
            .StatusOf(new InvalidOperationException("no", new DbUpdateException("no", problem)))
            .ShouldBe(status);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.TooManyConnections, 503)]
    [InlineData(PostgresErrorCodes.SerializationFailure, 503)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, 503)]
    [InlineData(PostgresErrorCodes.DiskFull, 507)]
    [InlineData(PostgresErrorCodes.UniqueViolation, 500)]
    public void R5_so_is_the_other_database(string code, int status) =>
        ErrorPages
            .StatusOf(
                new DbUpdateException("no", new PostgresException("no", "ERROR", "ERROR", code))
            )
            .ShouldBe(status);

    [Fact]
    public void A_bug_is_a_bug()
    {
        ErrorPages.StatusOf(new InvalidOperationException("no")).ShouldBe(500);
        ErrorPages.StatusOf(new OperationCanceledException()).ShouldBe(499);
        ErrorPages.StatusOf(new BadHttpRequestException("no", 413)).ShouldBe(413);
    }
}
