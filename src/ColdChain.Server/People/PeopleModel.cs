using ColdChain.Server.Facilities;
using ColdChain.Server.People.Entering;
using ColdChain.Server.People.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.People;

/// <summary>Keys and indexes of links to set a password up, of sessions, and of the keys of integrations.</summary>
internal sealed class PeopleModel :
    IEntityTypeConfiguration<SetUpLink>,
    IEntityTypeConfiguration<LogInSession>,
    IEntityTypeConfiguration<IntegrationKey>
{
    public void Configure(EntityTypeBuilder<SetUpLink> builder)
    {
        builder.HasKey(link => link.Id);
        builder.HasOne<Person>().WithMany().HasForeignKey(link => link.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => link.TokenSha256).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LogInSession> builder)
    {
        builder.HasKey(session => session.IdSha256);
        builder.HasOne<Person>().WithMany().HasForeignKey(session => session.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IntegrationKey> builder)
    {
        builder.HasKey(key => key.Id);
        builder.HasOne<Facility>().WithMany().HasForeignKey(key => key.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<IntegrationKey>().WithMany().HasForeignKey(key => key.ReplacedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(key => key.KeySha256).IsUnique();
    }
}
