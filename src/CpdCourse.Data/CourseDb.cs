using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CpdCourse.Data.Accounts;
using CpdCourse.Data.Jobs;
using CpdCourse.Data.Mapping;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CpdCourse.Data;

/// <summary>The database of one course. One model; a derived context for each provider holds that provider's migrations.</summary>
public abstract class CourseDb(DbContextOptions options)
    : IdentityUserContext<Account, Guid>(options)
{
    // Null where nobody else writes, as in tools, and where the database itself lets many write.
    private readonly WriteTurns? turns =
        options
            .FindExtension<CoreOptionsExtension>()
            ?.ApplicationServiceProvider?.GetService(typeof(WriteTurns)) as WriteTurns;

    // Where fewer were ever written than may wait, those that wait need not be counted.
    private readonly KeptCommand placing = new(
        """
        UPDATE "Posts" SET "LastComment" = "LastComment" + 1
        WHERE "Id" = @post AND "State" = @published AND "CommentsAt" <> @elsewhere
        AND (@most < 0 OR "LastComment" < @most OR
            (SELECT COUNT(*) FROM "Comments" WHERE "Post" = @post AND "State" = @held) < @most)
        RETURNING "LastComment"
        """
    );

    private readonly KeptCommand noting = new(
        """INSERT INTO "SiteNotes" ("Key", "Value") VALUES (@key, @value)"""
    );

    public DbSet<Course> Courses => Set<Course>();

    public DbSet<Thing> Things => Set<Thing>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<Opening> Openings => Set<Opening>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<Persona> Personas => Set<Persona>();

    public DbSet<FormerHandle> FormerHandles => Set<FormerHandle>();

    public DbSet<PersonaOwner> PersonaOwners => Set<PersonaOwner>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Response> Responses => Set<Response>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Mention> Mentions => Set<Mention>();

    public DbSet<OutgoingLink> OutgoingLinks => Set<OutgoingLink>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<BlockedSite> BlockedSites => Set<BlockedSite>();

    public DbSet<TrustedSource> TrustedSources => Set<TrustedSource>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<Blog> Blogs => Set<Blog>();

    public DbSet<BlogEntry> BlogEntries => Set<BlogEntry>();

    public DbSet<ImportedLine> ImportedLines => Set<ImportedLine>();

    public DbSet<HubSubscription> HubSubscriptions => Set<HubSubscription>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<SiteNote> SiteNotes => Set<SiteNote>();

    /// <summary>Begins to write what belongs together. Nothing within may wait for a network, or for somebody who writes.</summary>
    /// <exception cref="BusyException">Others write for too long.</exception>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Here one's turn is waited for.")]
    public async Task<WriteTransaction> Begin(
        CancellationToken stop,
        IsolationLevel isolation = IsolationLevel.Unspecified
    )
    {
        var turn = await Turn(stop);
        try
        {
            return new WriteTransaction(
                await Database.BeginTransactionAsync(isolation, stop),
                turn
            );
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        using var turn = await Turn(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>The next number of a kind; numbers may be skipped, never given twice.</summary>
    public async Task<int> NextNumber(string name, CancellationToken stop)
    {
        using var turn = await Turn(stop);
        var numbers = await Database
            .SqlQuery<int>(
                $"""
                INSERT INTO "Counters" ("Name", "Value") VALUES ({name}, 1)
                ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + 1
                RETURNING "Value"
                """
            )
            .ToListAsync(stop);
        return numbers[0];
    }

    /// <summary>
    /// Where the next comment under a post stands; null when there is no such post, nobody else can read it, its author takes none here, or too many wait there.
    /// Within a transaction.
    /// </summary>
    /// <param name="post">The post.</param>
    /// <param name="mostHeld">How many may wait there for an organiser, if this one is to wait too; null for one that is not.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<CommentPlace?> PlaceComment(
        Id<Post> post,
        int? mostHeld,
        CancellationToken stop
    )
    {
        object id = Database.IsSqlite() ? post.Value.ToByteArray(bigEndian: true) : post.Value;
        var place = placing.With(
            Database,
            ("@post", id),
            ("@published", (int)PostState.Published),
            ("@elsewhere", (int)CommentsAt.Source),
            ("@held", (int)Moderation.Held),
            ("@most", mostHeld ?? -1)
        );
        return await place.ExecuteScalarAsync(stop) is { } number
            ? new CommentPlace(post, Convert.ToInt32(number, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Adds a fact of the site at once. Within a transaction.</summary>
    /// <exception cref="DbException">It is there already; see <see cref="SaveTrouble.IsSomebodyElses"/>.</exception>
    public Task Note(string key, string value, CancellationToken stop) =>
        noting.With(Database, ("@key", key), ("@value", value)).ExecuteNonQueryAsync(stop);

    // Whoever is in a transaction has their turn already.
    private async Task<IDisposable?> Turn(CancellationToken stop) =>
        turns is null || Database.CurrentTransaction is not null ? null : await turns.Wait(stop);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        Conventions.Apply(configurationBuilder, Database.IsSqlite());
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CourseDb).Assembly);
        SearchTables.MapMatches(builder);
    }
}

/// <summary>The course in a SQLite file.</summary>
public sealed class SqliteCourseDb(DbContextOptions<SqliteCourseDb> options) : CourseDb(options);

/// <summary>The course in PostgreSQL.</summary>
public sealed class PostgresCourseDb(DbContextOptions<PostgresCourseDb> options)
    : CourseDb(options);
