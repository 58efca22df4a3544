using System.Data;
using System.Data.Common;
using System.Net;
using CpdCourse.Data;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.House;

/// <summary>The database can be read and not written, as when a disk that failed was made read-only by the system.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task R5_a_database_that_takes_no_writes_is_read_and_comes_back_by_itself()
    {
        await using var site = new LockableSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        using var maria = await site.SignedInAs("Maria");
        using var visitor = site.Browser();
        site.IsLocked = true;

        var answer = await visitor.Comment(
            site,
            post.Address(),
            new { Input__Text = "Half a <thought>", Input__Name = "Tom" }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var told = await Forms.Parse(answer);
        told.QuerySelector("main textarea")!.TextContent.ShouldBe("Half a <thought>");
        (await visitor.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        foreach (var page in new[] { "/", "/things/12", "/search?q=soup", "/feed", "/me" })
        {
            (await maria.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }

        site.IsLocked = false;
        site.Clock.Advance(TimeSpan.FromSeconds(2));
        (await (await visitor.GetAsync("/readyz")).Content.ReadAsStringAsync()).ShouldBe("ready");
        (await visitor.Send(told, "main form", null, "Send it again")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
        (await site.CommentsOn(post)).ShouldHaveSingleItem().Text.ShouldBe("Half a <thought>");
    }

    /// <summary>SQLite itself refuses to write while it is locked (sqlite.org/pragma.html#pragma_query_only).</summary>
    private sealed class LockableSite : CourseSite
    {
        public LockableSite() =>
            Assert.SkipWhen(PostgresServer.IsThere, "SQLite is what is told to refuse.");

        public bool IsLocked { get; set; }

        protected override void PutDoubles(IServiceCollection services)
        {
            base.PutDoubles(services);
            services.ConfigureDbContext<SqliteCourseDb>(options =>
                options.AddInterceptors(new Lock(this))
            );
        }

        private sealed class Lock(LockableSite site)
            : DbCommandInterceptor,
                IDbTransactionInterceptor
        {
            public override DbCommand CommandInitialized(
                CommandEndEventData eventData,
                DbCommand result
            )
            {
                Put(result.Connection);
                return result;
            }

            public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
                DbConnection connection,
                TransactionStartingEventData eventData,
                InterceptionResult<DbTransaction> result,
                CancellationToken cancellationToken = default
            )
            {
                Put(connection);
                return ValueTask.FromResult(result);
            }

            private void Put(DbConnection? connection)
            {
                if (connection is SqliteConnection { State: ConnectionState.Open } there)
                {
                    using var command = there.CreateCommand();
                    command.CommandText = $"PRAGMA query_only={(site.IsLocked ? "ON" : "OFF")}";
                    command.ExecuteNonQuery();
                }
            }
        }
    }
}
