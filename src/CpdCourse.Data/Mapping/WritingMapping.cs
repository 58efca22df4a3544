using System.Text.Json;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    // Not the first column of an index: nearly all posts are published, and SQLite would take it for a good way to a few of them.
    private const string Published = "\"State\" = 1";

    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.HasOne<Persona>().WithMany().HasForeignKey(p => p.Author);
        builder.Property(p => p.Title).HasMaxLength(Draft.TitleLimit);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.ComplexProperty(p => p.Rendered, Rendering.Map);
        builder
            .Property(p => p.Draft)
            .HasConversion(
                draft => JsonSerializer.Serialize(draft, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Draft>(json, JsonSerializerOptions.Default),
                ValueComparer.CreateDefault<Draft?>(favorStructuralComparisons: false)
            );
        builder.HasMany(p => p.Categories).WithMany().UsingEntity("PostCategories");
        builder
            .HasMany(p => p.Responses)
            .WithOne()
            .HasForeignKey(r => r.Post)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasMany(p => p.Answers)
            .WithOne()
            .HasForeignKey("PostId")
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasMany(p => p.Revisions)
            .WithOne()
            .HasForeignKey("PostId")
            .OnDelete(DeleteBehavior.Cascade);
        Index(builder);
    }

    private static void Index(EntityTypeBuilder<Post> builder)
    {
        builder.HasIndex(p => new { p.Author, p.Slug }).IsUnique();
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => p.SourceUrl).IsUnique();
        // All that is counted of posts is in it: counting need not read a text.
        builder
            .HasIndex(
                p => new
                {
                    p.ArrivedAt,
                    p.Number,
                    p.Audience,
                    p.Origin,
                    p.Id,
                },
                "IX_Posts_Stream"
            )
            .HasFilter(Published);
        builder.HasIndex(p => new
        {
            p.Author,
            p.State,
            p.WrittenAt,
            p.Number,
            p.Audience,
        });
    }
}

internal sealed class ResponseMapping : IEntityTypeConfiguration<Response>
{
    public void Configure(EntityTypeBuilder<Response> builder)
    {
        builder.HasKey(r => new { r.Post, r.Thing });
        builder.HasOne<Thing>().WithMany().HasForeignKey(r => r.Thing);
        builder.HasOne<Run>().WithMany().HasForeignKey(r => r.Run);
        builder.HasIndex(r => new
        {
            r.Thing,
            r.ArrivedAt,
            r.Post,
            r.Confirmed,
        });
    }
}

internal sealed class AnswerMapping : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.Property<Id<Post>>("PostId");
        builder.HasKey("PostId", nameof(Answer.Thing), nameof(Answer.Prompt));
        builder.HasOne<Thing>().WithMany().HasForeignKey(a => a.Thing);
        builder.HasIndex(nameof(Answer.Thing), nameof(Answer.Prompt), "PostId");
        builder.ComplexProperty(a => a.Rendered, Rendering.Map);
    }
}

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("Revisions");
        builder.Property<Id<Post>>("PostId");
        builder.HasKey("PostId", nameof(Revision.Number));
    }
}
