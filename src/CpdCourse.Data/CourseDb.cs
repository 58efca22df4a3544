using CpdCourse.Data.Accounts;
using CpdCourse.Data.Jobs;
using CpdCourse.Data.Mapping;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data;

/// <summary>The database of one course. One model; a derived context for each provider holds that provider's migrations.</summary>
public abstract class CourseDb(DbContextOptions options)
    : IdentityUserContext<Account, Guid>(options)
{
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

    public DbSet<TrustedSource> TrustedSources => Set<TrustedSource>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<SiteNote> SiteNotes => Set<SiteNote>();

    /// <summary>The next number of a kind; numbers may be skipped, never given twice.</summary>
    public async Task<int> NextNumber(string name, CancellationToken stop)
    {
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
