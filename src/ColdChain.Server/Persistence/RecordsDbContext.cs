using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>The records: facilities, equipment, people, excursions, alarms, lots, audit. Readings are elsewhere (History).</summary>
/// <remarks>
/// Each module keeps its entities and their configuration in its own folder; this class collects them. Names in the
/// database are snake_case with the unit (<see cref="SnakeCaseNames"/>); moments and temperatures are integers.
/// </remarks>
public sealed class RecordsDbContext(DbContextOptions<RecordsDbContext> options)
    : IdentityUserContext<Person, long>(options)
{
    public DbSet<Facility> Facilities => Set<Facility>();

    public DbSet<StorageUnit> StorageUnits => Set<StorageUnit>();

    public DbSet<Sensor> Sensors => Set<Sensor>();

    public DbSet<MeasuringPoint> MeasuringPoints => Set<MeasuringPoint>();

    public DbSet<AgentRegistration> Agents => Set<AgentRegistration>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>A save that begins without a transaction ends without one.</summary>
    /// <remarks>
    /// The audit's interceptor begins one, and Entity Framework (7 and later, efcore#32750) tells no interceptor when a save
    /// has failed by concurrency: left open, it would hold the database against every other writer until the scope ends.
    /// </remarks>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        bool isInTransaction = Database.CurrentTransaction is not null;
        try
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            if (!isInTransaction)
            {
                Database.CurrentTransaction?.Dispose();
            }
        }
    }

    /// <inheritdoc cref="SaveChanges(bool)"/>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        bool isInTransaction = Database.CurrentTransaction is not null;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            if (!isInTransaction && Database.CurrentTransaction is { } left)
            {
                await left.DisposeAsync();
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Temperature>().HaveConversion<TemperatureConverter>();
        configurationBuilder.Properties<BandTimes>().HaveConversion<BandTimesConverter>();
        configurationBuilder.Properties<FacilityId>().HaveConversion<IdConverter<FacilityId>>();
        configurationBuilder.Properties<StorageUnitId>().HaveConversion<IdConverter<StorageUnitId>>();
        configurationBuilder.Properties<SensorId>().HaveConversion<IdConverter<SensorId>>();
        configurationBuilder.Properties<AgentId>().HaveConversion<IdConverter<AgentId>>();
        configurationBuilder.Properties<JournalId>().HaveConversion<IdConverter<JournalId>>();
        configurationBuilder.Properties<Digest>().HaveConversion<DigestConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RecordsDbContext).Assembly);
        SnakeCaseNames.Apply(builder.Model);
    }
}
