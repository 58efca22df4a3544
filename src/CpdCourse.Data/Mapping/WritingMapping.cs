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
        builder.HasIndex(p => new { p.Author, p.Slug }).IsUnique();
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => p.SourceUrl).IsUnique();
        builder.HasIndex(p => new
        {
            p.State,
            p.Audience,
            p.ArrivedAt,
            p.Number,
        });
        builder.HasIndex(p => new { p.Author, p.WrittenAt });
    }
}

internal sealed class ResponseMapping : IEntityTypeConfiguration<Response>
{
    public void Configure(EntityTypeBuilder<Response> builder)
    {
        builder.HasKey(r => new { r.Post, r.Thing });
        builder.HasOne<Thing>().WithMany().HasForeignKey(r => r.Thing);
        builder.HasOne<Run>().WithMany().HasForeignKey(r => r.Run);
    }
}

internal sealed class AnswerMapping : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.Property<Id<Post>>("PostId");
        builder.HasKey("PostId", nameof(Answer.Thing), nameof(Answer.Prompt));
        builder.HasOne<Thing>().WithMany().HasForeignKey(a => a.Thing);
        builder.HasIndex(a => new { a.Thing, a.Prompt });
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
