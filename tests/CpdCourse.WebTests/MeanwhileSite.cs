using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests;

/// <summary>A site where another connection writes at the worst of moments, once; on either database.</summary>
internal sealed class MeanwhileSite : CourseSite
{
    private readonly Moments moments = new();

    /// <summary>Just before the next transaction begins.</summary>
    public void BeforeBegin(string sql) => moments.Begin = sql;

    /// <summary>Just before the next save of a comment, within its transaction.</summary>
    public void BeforeSave(string sql) => moments.Save = sql;

    /// <summary>After the next transaction.</summary>
    public void OnceCommitted(Action act) => moments.Committed = act;

    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.ConfigureDbContext<SqliteCourseDb>(options => options.AddInterceptors(moments));
        services.ConfigureDbContext<PostgresCourseDb>(options => options.AddInterceptors(moments));
    }

    private sealed class Moments : SaveChangesInterceptor, IDbTransactionInterceptor
    {
        public string? Begin { get; set; }

        public string? Save { get; set; }

        public Action? Committed { get; set; }

        public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default
        )
        {
            var sql = Begin;
            Begin = null;
            await Write(eventData.Context!, sql);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            var comments = eventData.Context!.ChangeTracker.Entries<Domain.Conversation.Comment>();
            if (comments.Any(c => c.State is EntityState.Modified))
            {
                var sql = Save;
                Save = null;
                await Write(eventData.Context!, sql);
            }

            return result;
        }

        public Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            var act = Committed;
            Committed = null;
            act?.Invoke();
            return Task.CompletedTask;
        }

        private static async Task Write(DbContext db, string? sql)
        {
            if (sql is not null)
            {
                var type = db.Database.GetDbConnection().GetType();
                await using var other = (DbConnection)Activator.CreateInstance(type)!;
                other.ConnectionString = db.Database.GetConnectionString();
                await other.OpenAsync();
                await using var command = other.CreateCommand();
                command.CommandText = sql;
                (await command.ExecuteNonQueryAsync()).ShouldBe(1);
            }
        }
    }
}
