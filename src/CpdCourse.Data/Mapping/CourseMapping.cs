using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class CourseMapping : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder) =>
        builder.Property(c => c.Title).HasMaxLength(Course.TitleLimit);
}

internal sealed class ThingMapping : IEntityTypeConfiguration<Thing>
{
    public void Configure(EntityTypeBuilder<Thing> builder)
    {
        builder.HasOne<Course>().WithMany().HasForeignKey(t => t.Course);
        builder.HasIndex(t => new { t.Course, t.Number }).IsUnique();
        builder.Property(t => t.Title).HasMaxLength(Thing.TitleLimit);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.ComplexProperty(t => t.Rendered, Rendering.Map);
        builder.HasMany(t => t.Categories).WithMany().UsingEntity("ThingCategories");
        builder
            .HasMany(t => t.Prompts)
            .WithOne()
            .HasForeignKey("ThingId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PromptMapping : IEntityTypeConfiguration<Prompt>
{
    public void Configure(EntityTypeBuilder<Prompt> builder)
    {
        builder.ToTable("Prompts");
        builder.Property<Id<Thing>>("ThingId");
        builder.HasKey("ThingId", nameof(Prompt.Number));
        builder.Property(p => p.Text).HasMaxLength(Thing.PromptTextLimit);
        builder.Ignore(p => p.Anchor);
    }
}

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Category.NameLimit);
        builder.Property(c => c.Slug).HasMaxLength(Category.NameLimit);
        builder.HasIndex(c => c.Slug).IsUnique();
    }
}

internal sealed class RunMapping : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.HasOne<Course>().WithMany().HasForeignKey(r => r.Course);
        builder.HasIndex(r => r.Slug).IsUnique();
        builder
            .HasMany(r => r.Weeks)
            .WithOne()
            .HasForeignKey("RunId")
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasMany(r => r.Openings)
            .WithOne()
            .HasForeignKey("RunId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WeekMapping : IEntityTypeConfiguration<Week>
{
    public void Configure(EntityTypeBuilder<Week> builder)
    {
        builder.ToTable("Weeks");
        builder.Property<Id<Run>>("RunId");
        builder.HasKey("RunId", nameof(Week.Number));
    }
}

internal sealed class OpeningMapping : IEntityTypeConfiguration<Opening>
{
    public void Configure(EntityTypeBuilder<Opening> builder)
    {
        builder.ToTable("Openings");
        builder.Property<Id<Run>>("RunId");
        builder.HasKey("RunId", nameof(Opening.Thing));
        builder.HasOne<Thing>().WithMany().HasForeignKey(o => o.Thing);
        builder.HasIndex(o => new { o.AnnouncedAt, o.OpensAt });
    }
}

/// <summary>Rendered text is four columns of the row it belongs to.</summary>
internal static class Rendering
{
    /// <summary>
    /// What older rules have rendered is found by these. No model describes them (EF has no index of a part of a complex property), so the migrations run
    /// these statements; whoever builds one of the tables anew runs them again.
    /// </summary>
    public const string Indexes = """
        CREATE INDEX "IX_Posts_MarkupVersion" ON "Posts" ("MarkupVersion") WHERE "State" <> 0;
        CREATE INDEX "IX_Answers_MarkupVersion" ON "Answers" ("MarkupVersion");
        CREATE INDEX "IX_Comments_MarkupVersion" ON "Comments" ("MarkupVersion");
        """;

    public const string IndexesDown = """
        DROP INDEX "IX_Posts_MarkupVersion";
        DROP INDEX "IX_Answers_MarkupVersion";
        DROP INDEX "IX_Comments_MarkupVersion";
        """;

    public static void Map(ComplexPropertyBuilder<Rendered> rendered)
    {
        rendered.Property(r => r.Html).HasColumnName("Html");
        rendered.Property(r => r.Excerpt).HasColumnName("Excerpt");
        rendered.Property(r => r.Words).HasColumnName("Words");
        rendered.Property(r => r.Version).HasColumnName("MarkupVersion");
    }
}

/// <summary>What older versions did not note and a migration can still tell.</summary>
internal static class OncePublic
{
    /// <summary>A post that everybody can read, or could when it was taken back; of one that was kept for fewer since, nobody knows.</summary>
    public const string Noted = """
        UPDATE "Posts" SET "WasPublic" = ("State" <> 0 AND "Audience" = 0);
        """;

    /// <summary>EF would build the table anew on SQLite, without the indexes that no model describes.</summary>
    public const string Down = """
        ALTER TABLE "Posts" DROP COLUMN "WasPublic";
        """;
}
