using Microsoft.Data.Sqlite;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// The room on the disks that hold the course. A reserve is kept, so that what has begun can be finished, letters be noted as sent and the log be written: with
/// less than that, forms are sent back with all that was typed.
/// </summary>
internal sealed class Room(
    DataSettings data,
    DatabaseSettings database,
    LimitsSettings limits,
    IConfiguration configuration
)
{
    /// <summary>Less than the reserve.</summary>
    public bool IsShort => Folders().Any(folder => Free(folder) < limits.LeastFreeMegabytes);

    /// <summary>Nothing to speak of, also where no reserve is wanted.</summary>
    public bool IsFull => Folders().Any(folder => Free(folder) == 0);

    // The database need not lie in the data folder.
    private IEnumerable<string> Folders()
    {
        yield return data.In("");
        if (
            database.Provider is DatabaseProvider.Sqlite
            && configuration.GetConnectionString("Course") is { Length: > 0 } given
        )
        {
            var file = new SqliteConnectionStringBuilder(given).DataSource;
            yield return Path.GetDirectoryName(Path.GetFullPath(file))!;
        }
    }

    // In megabytes.
    private static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace >> 20;
}

internal static class RoomHosting
{
    // Nobody is kept from coming and going; and a page that says what is wrong answers a form as well.
    private static readonly PathString[] Doors = ["/sign-in", "/sign-out", "/error"];

    public static void UseRoom(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    !HttpMethods.IsPost(http.Request.Method)
                    || Doors.Any(door => http.Request.Path.StartsWithSegments(door))
                    || !http.RequestServices.GetRequiredService<Room>().IsShort
                )
                {
                    return next(http);
                }

                http.Response.StatusCode = StatusCodes.Status507InsufficientStorage;
                return Task.CompletedTask;
            }
        );
}
