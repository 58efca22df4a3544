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

internal sealed class BlogMapping : IEntityTypeConfiguration<Blog>
{
    private const string Proven = "\"Proof\" <> 0";

    public void Configure(EntityTypeBuilder<Blog> builder)
    {
        builder.HasOne<Persona>().WithMany().HasForeignKey(b => b.Persona);
        builder.Property(b => b.Address).HasMaxLength(Link.Limit);
        builder.Property(b => b.Title).HasMaxLength(Blog.TitleLimit);
        // Whoever reads its feed while its owner chooses otherwise begins anew: no text is put where it is no longer wanted.
        builder.Property(b => b.Shows).IsConcurrencyToken();
        builder.HasIndex(b => b.Persona);
        builder.HasIndex(b => b.NextAt);
        builder.HasIndex(b => b.Host);
        // A feed has one owner: the first who proves it.
        builder.HasIndex(b => b.Feed).IsUnique().HasFilter(Proven);
    }
}

internal sealed class HubSubscriptionMapping : IEntityTypeConfiguration<HubSubscription>
{
    public void Configure(EntityTypeBuilder<HubSubscription> builder)
    {
        // The hub is still to be asked to stop.
        builder
            .HasOne<Blog>()
            .WithMany()
            .HasForeignKey(s => s.Blog)
            .OnDelete(DeleteBehavior.SetNull);
        builder.Property(s => s.Hub).HasMaxLength(Link.Limit);
        builder.Property(s => s.Topic).HasMaxLength(Link.Limit);
        builder.Ignore(s => s.IsOver);
        builder.HasIndex(s => s.Blog).IsUnique();
        builder.HasIndex(s => s.Token).IsUnique();
        builder.HasIndex(s => s.NextAt);
    }
}

internal sealed class BlogEntryMapping : IEntityTypeConfiguration<BlogEntry>
{
    public void Configure(EntityTypeBuilder<BlogEntry> builder)
    {
        builder
            .HasOne<Blog>()
            .WithMany()
            .HasForeignKey(e => e.Blog)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<Post>()
            .WithMany()
            .HasForeignKey(e => e.Post)
            .OnDelete(DeleteBehavior.SetNull);
        builder.Property(e => e.Title).HasMaxLength(Visit.TitleLimit);
        builder.Ignore(e => e.Sure);
        builder.HasIndex(e => new { e.Blog, e.Source }).IsUnique();
        builder.HasIndex(e => new { e.Blog, e.WrittenAt });
        builder.HasIndex(e => e.Source);
        // The lists of what waits for somebody's word: a small part of all entries.
        builder.HasIndex(e => new { e.State, e.FoundAt });
    }
}

internal sealed class ImportedLineMapping : IEntityTypeConfiguration<ImportedLine>
{
    private const int ImportLength = 32;
    private const string OfList = "\"Import\" <> ''";

    public void Configure(EntityTypeBuilder<ImportedLine> builder)
    {
        builder
            .HasOne<Blog>()
            .WithMany()
            .HasForeignKey(l => l.Blog)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<Persona>()
            .WithMany()
            .HasForeignKey(l => l.Persona)
            .OnDelete(DeleteBehavior.Cascade);
        builder.Property(l => l.Import).HasMaxLength(ImportLength);
        builder.Property(l => l.Who).HasMaxLength(ImportedLine.WhoLimit);
        builder.Property(l => l.Title).HasMaxLength(Blog.TitleLimit);
        builder.Property(l => l.Address).HasMaxLength(Link.Limit);
        // A form that was sent twice is one import.
        builder.HasIndex(l => new { l.Import, l.Number }).IsUnique().HasFilter(OfList);
        builder.HasIndex(l => l.AskedAt);
    }
}
