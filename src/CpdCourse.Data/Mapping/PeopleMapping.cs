using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CpdCourse.Data.Mapping;

internal sealed class ParticipantMapping : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.Account);
        builder.HasOne<Run>().WithMany().HasForeignKey(p => p.Run);
        builder.HasIndex(p => new { p.Account, p.Run }).IsUnique();
    }
}

internal sealed class PersonaMapping : IEntityTypeConfiguration<Persona>
{
    public void Configure(EntityTypeBuilder<Persona> builder)
    {
        builder.Property(p => p.Handle).HasMaxLength(Persona.HandleLimit);
        builder.Property(p => p.Name).HasMaxLength(Persona.NameLimit);
        builder.HasIndex(p => p.Handle).IsUnique();
        builder.HasIndex(p => new
        {
            p.Listed,
            p.Name,
            p.Handle,
        });
    }
}

internal sealed class PersonaOwnerMapping : IEntityTypeConfiguration<PersonaOwner>
{
    public void Configure(EntityTypeBuilder<PersonaOwner> builder)
    {
        builder.HasKey(o => o.Persona);
        builder.HasOne<Persona>().WithOne().HasForeignKey<PersonaOwner>(o => o.Persona);
        builder.HasOne<Account>().WithMany().HasForeignKey(o => o.Account);
    }
}

internal sealed class FormerHandleMapping : IEntityTypeConfiguration<FormerHandle>
{
    public void Configure(EntityTypeBuilder<FormerHandle> builder)
    {
        builder.HasKey(h => h.Handle);
        builder.Property(h => h.Handle).HasMaxLength(Persona.HandleLimit);
        builder.HasOne<Persona>().WithMany().HasForeignKey(h => h.Persona);
    }
}
