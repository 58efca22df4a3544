using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class CommentMapping : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.HasOne<Post>().WithMany().HasForeignKey(c => c.Post);
        builder.HasOne<Persona>().WithMany().HasForeignKey(c => c.Author);
        builder.HasOne<Comment>().WithMany().HasForeignKey(c => c.Parent);
        builder.ComplexProperty(c => c.Rendered, Rendering.Map);
        builder.HasIndex(c => new { c.Post, c.Number }).IsUnique();

        // Never an index that begins with the state: SQLite would take it for a good way to the comments of one post, and nearly all comments share it.
        builder.HasIndex(c => new
        {
            c.Post,
            c.State,
            c.WrittenAt,
        });
        builder.HasIndex(c => new { c.WrittenAt, c.State });
        builder.HasIndex(c => c.WrittenAt, "IX_Comments_Held").HasFilter(Waiting.Held);
    }
}

internal sealed class MentionMapping : IEntityTypeConfiguration<Mention>
{
    public void Configure(EntityTypeBuilder<Mention> builder)
    {
        builder.HasOne<Post>().WithMany().HasForeignKey(m => m.Post);
        builder.HasOne<Post>().WithMany().HasForeignKey(m => m.Source);
        builder.HasOne<Thing>().WithMany().HasForeignKey(m => m.Thing);
        builder.HasOne<Persona>().WithMany().HasForeignKey(m => m.Persona);
        builder.HasOne<Comment>().WithMany().HasForeignKey(m => m.Answers);
        builder.Property(m => m.SourceUrl).HasMaxLength(2048);
        builder.HasIndex(m => new { m.SourceUrl, m.Post }).IsUnique();
        builder.HasIndex(m => new { m.SourceUrl, m.Thing }).IsUnique();
        builder.HasIndex(m => new { m.SourceUrl, m.Persona }).IsUnique();
        builder.HasIndex(m => new
        {
            m.Post,
            m.State,
            m.NoticedAt,
        });
        builder.HasIndex(m => new
        {
            m.Thing,
            m.State,
            m.NoticedAt,
        });
        builder.HasIndex(m => new
        {
            m.Persona,
            m.State,
            m.NoticedAt,
        });
        builder.HasIndex(m => m.NoticedAt, "IX_Mentions_Held").HasFilter(Waiting.Held);
    }
}

/// <summary>What waits for an organiser is a few rows among very many: an index of those alone.</summary>
internal static class Waiting
{
    public const string Held = "\"State\" = 0";
}

internal sealed class OutgoingLinkMapping : IEntityTypeConfiguration<OutgoingLink>
{
    private const string OfPost = "\"Comment\" IS NULL";

    public void Configure(EntityTypeBuilder<OutgoingLink> builder)
    {
        builder.HasOne<Post>().WithMany().HasForeignKey(l => l.Post);
        builder
            .HasOne<Comment>()
            .WithMany()
            .HasForeignKey(l => l.Comment)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => new { l.Post, l.Target }).IsUnique().HasFilter(OfPost);
        builder.HasIndex(l => l.Comment).IsUnique();
    }
}

internal sealed class ReportMapping : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder) =>
        builder.HasIndex(r => new { r.HandledAt, r.ReportedAt });
}

internal sealed class TrustedSourceMapping : IEntityTypeConfiguration<TrustedSource>
{
    public void Configure(EntityTypeBuilder<TrustedSource> builder)
    {
        builder.Property(t => t.Value).HasMaxLength(254);
        builder.HasIndex(t => new { t.Kind, t.Value }).IsUnique();
    }
}

internal sealed class BlockedSiteMapping : IEntityTypeConfiguration<BlockedSite>
{
    public void Configure(EntityTypeBuilder<BlockedSite> builder)
    {
        builder.Property(b => b.Host).HasMaxLength(254);
        builder.HasIndex(b => b.Host).IsUnique();
    }
}
