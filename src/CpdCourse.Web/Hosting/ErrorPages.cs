using System.Security.Cryptography;

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

    private static int StatusOf(Exception problem) =>
        problem switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            OperationCanceledException => StatusCodes.Status499ClientClosedRequest,
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 } =>
                StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
