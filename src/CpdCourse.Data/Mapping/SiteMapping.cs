using CpdCourse.Data.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.HasIndex(j => new { j.ParkedAt, j.DueAt });
        builder.HasIndex(j => j.Name).IsUnique();
    }
}

internal sealed class CounterMapping : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("Counters");
        builder.HasKey(c => c.Name);
    }
}

internal sealed class SiteNoteMapping : IEntityTypeConfiguration<SiteNote>
{
    public void Configure(EntityTypeBuilder<SiteNote> builder) => builder.HasKey(n => n.Key);
}
