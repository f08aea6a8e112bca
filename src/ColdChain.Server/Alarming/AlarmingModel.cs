using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Alarming;

/// <summary>Keys, fences and foreign keys of alarming.</summary>
internal sealed class AlarmingModel :
    IEntityTypeConfiguration<Alarm>,
    IEntityTypeConfiguration<AlarmExcursion>,
    IEntityTypeConfiguration<AlarmStep>,
    IEntityTypeConfiguration<AlarmingCursor>,
    IEntityTypeConfiguration<ContactChainStep>,
    IEntityTypeConfiguration<AcknowledgementLink>,
    IEntityTypeConfiguration<OutboxMessage>,
    IEntityTypeConfiguration<DueNotice>,
    IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<Alarm> builder)
    {
        builder.HasKey(alarm => alarm.Id);
        builder.Ignore(alarm => alarm.State);
        builder.Property(alarm => alarm.Version).IsConcurrencyToken();
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(alarm => alarm.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(alarm => alarm.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(alarm => alarm.NextDueAt);
    }

    public void Configure(EntityTypeBuilder<AlarmExcursion> builder)
    {
        builder.HasKey(part => part.ExcursionId);
        builder.Property(part => part.ExcursionId).ValueGeneratedNever();
        builder.HasOne<Alarm>().WithMany().HasForeignKey(part => part.AlarmId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AlarmStep> builder)
    {
        builder.HasKey(step => step.Id);
        builder.HasOne<Alarm>().WithMany().HasForeignKey(step => step.AlarmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(step => new { step.AlarmId, step.Step }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AlarmingCursor> builder)
    {
        builder.HasKey(cursor => cursor.Name);
        builder.Property(cursor => cursor.Position).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ContactChainStep> builder)
    {
        builder.HasKey(contact => contact.Id);
        builder.Ignore(contact => contact.IsEnglish);
        builder.HasOne<Facility>().WithMany().HasForeignKey(contact => contact.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AcknowledgementLink> builder)
    {
        builder.HasKey(link => link.TokenSha256);
        builder.HasOne<Alarm>().WithMany().HasForeignKey(link => link.AlarmId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.HasKey(message => message.Id);
        builder.HasOne<Alarm>().WithMany().HasForeignKey(message => message.AlarmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(message => message.Key).IsUnique();
        builder.HasIndex(message => new { message.State, message.NextTryAt });
    }

    public void Configure(EntityTypeBuilder<DueNotice> builder) => builder.HasKey(notice => notice.Key);

    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.HasKey(attempt => attempt.Id);
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(attempt => attempt.MessageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(attempt => attempt.MessageId);
    }
}
