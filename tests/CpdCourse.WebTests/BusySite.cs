using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests;

/// <summary>A site where something else happens to the database between a look and a save.</summary>
internal sealed class BusySite : CourseSite
{
    private readonly Meanwhile meanwhile = new();

    public BusySite(params (string Key, string Value)[] with)
        : base(with) =>
        Assert.SkipWhen(
            PostgresServer.IsThere,
            "What happens in between is done by SQLite's triggers and connections."
        );

    /// <summary>Another connection saves something, once, just before the next save of such a row.</summary>
    public void JustBefore<T>(string sql) => meanwhile.Expect(typeof(T), sql);

    /// <summary>From now on the database fails when it is to write to this table, as on a disk that is full or broken.</summary>
    public Task<int> Break(string write, string table)
    {
        var sql =
            $"CREATE TRIGGER broken BEFORE {write} ON {table} BEGIN SELECT raise(FAIL, 'the disk is broken'); END";
        return Read(db => db.Database.ExecuteSqlRawAsync(sql));
    }

    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.ConfigureDbContext<SqliteCourseDb>(options => options.AddInterceptors(meanwhile));
    }

    private sealed class Meanwhile : SaveChangesInterceptor
    {
        private Type? row;
        private string sql = "";

        public void Expect(Type type, string work) => (row, sql) = (type, work);

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (
                eventData
                    .Context!.ChangeTracker.Entries()
                    .Any(e =>
                        e.Entity.GetType() == row
                        && e.State is EntityState.Added or EntityState.Modified
                    )
            )
            {
                row = null;
                await using var other = new SqliteConnection(
                    eventData.Context.Database.GetConnectionString()
                );
                await other.OpenAsync(cancellationToken);
                await using var command = other.CreateCommand();
                command.CommandText = sql;
                (await command.ExecuteNonQueryAsync(cancellationToken)).ShouldBe(1);
            }

            return result;
        }
    }
}
