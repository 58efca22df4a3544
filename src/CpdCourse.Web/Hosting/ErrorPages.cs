using System.Security.Cryptography;
using CpdCourse.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CpdCourse.Web.Hosting;

/// <summary>Every error is a page of the site in plain words; a bug has a short code to quote and its details in the log alone.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",
                AllowStatusCode404Response = true,
                StatusCodeSelector = StatusOf,
            }
        );
        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    /// <summary>A code that a person can read out and an organiser can find in the log.</summary>
    public static string NewCode() => Convert.ToHexString(RandomNumberGenerator.GetBytes(3));

    /// <summary>What the database says is wrapped by whoever asked it: the first that is known, from the outside in, decides.</summary>
    internal static int StatusOf(Exception problem) =>
        problem switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            TooManyTextsException => StatusCodes.Status429TooManyRequests,
            BusyException => StatusCodes.Status503ServiceUnavailable,
            OperationCanceledException => StatusCodes.Status499ClientClosedRequest,
            SqliteException { SqliteErrorCode: SqliteFull } =>
                StatusCodes.Status507InsufficientStorage,
            // The memory that readers and writers share is a file as well, and had no room to grow.
            SqliteException { SqliteExtendedErrorCode: SqliteNoRoomToShare } =>
                StatusCodes.Status507InsufficientStorage,
            SqliteException
            {
                SqliteErrorCode: SqliteBusy
                    or SqliteLocked
                    or SqliteReadOnly
                    or SqliteInputOutput
                    or SqliteCannotOpen
            } => StatusCodes.Status503ServiceUnavailable,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                StatusCodes.Status507InsufficientStorage,
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                StatusCodes.Status503ServiceUnavailable,
            NpgsqlException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
            { InnerException: { } inner } => StatusOf(inner),
            _ => StatusCodes.Status500InternalServerError,
        };

    // sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNoRoomToShare = 4874;
}
