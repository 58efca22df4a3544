using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class VisitMapping : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.HasOne<Persona>().WithMany().HasForeignKey(v => v.Persona);
        builder.HasOne<Thing>().WithMany().HasForeignKey(v => v.Thing);
        builder
            .HasOne<Post>()
            .WithMany()
            .HasForeignKey(v => v.Post)
            .OnDelete(DeleteBehavior.SetNull);
        builder.Property(v => v.Address).HasMaxLength(Link.Limit);
        builder.Property(v => v.Title).HasMaxLength(Visit.TitleLimit);
        builder.HasIndex(v => new { v.Persona, v.AskedAt });
        builder.HasIndex(v => v.AskedAt);
    }
}
