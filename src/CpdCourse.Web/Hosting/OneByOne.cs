using CpdCourse.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace CpdCourse.Web.Hosting;

/// <summary>For what nodes that start together must do one after the other.</summary>
internal static class OneByOne
{
    private const int Lock = 23;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Does the work while no other node does any; on SQLite there is no other.</summary>
    public static async Task<T> Alone<T>(
        this CourseDb db,
        Func<Task<T>> work,
        CancellationToken stop
    )
    {
        if (db is SqliteCourseDb)
        {
            return await work();
        }

        await MakeSureItIsThere(db, stop);
        var usual = db.Database.GetCommandTimeout();
        await db.Database.OpenConnectionAsync(stop);
        db.Database.SetCommandTimeout(Patience);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", stop);
        db.Database.SetCommandTimeout(usual);
        try
        {
            return await work();
        }
        finally
        {
            // Said aloud: a connection that goes back into its pool keeps its locks for a while.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})", stop);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task MakeSureItIsThere(CourseDb db, CancellationToken stop)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(stop))
            {
                await creator.CreateAsync(stop);
            }
        }
        catch (PostgresException problem)
            when (problem.SqlState is DuplicateDatabase or UniqueViolation)
        {
            // Another node made it at the same moment.
        }
    }
}
