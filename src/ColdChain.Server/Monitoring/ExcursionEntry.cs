using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Monitoring;

/// <summary>One excursion of one sensor, as it is known now (温度异常).</summary>
/// <remarks>
/// Written by monitoring only. What live readings add to an excursion that goes on is no change of record; a change by
/// late data is (EX-11): it counts <see cref="Revision"/> up, writes a notice and a line on the audit trail. An entry
/// is never deleted: one that late data disproved is retracted.
/// </remarks>
public sealed class ExcursionEntry : INotAudited
{
    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required SensorId SensorId { get; init; }

    public required FacilityId FacilityId { get; init; }

    public required LimitSide Side { get; init; }

    /// <summary>The bound that was passed, as it was then (EX-12).</summary>
    public required Temperature Limit { get; set; }

    /// <summary>True when the bound itself is in range (EX-05).</summary>
    public required bool LimitIsInclusive { get; set; }

    public required string ProfileId { get; set; }

    public required int ProfileVersion { get; set; }

    /// <summary>The first reading outside (EX-01).</summary>
    public required Instant StartedAt { get; set; }

    /// <summary>The first in-range reading that stayed (EX-02); null while it goes on.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>The temperature furthest out (EX-08).</summary>
    public required Temperature Peak { get; set; }

    public required Instant PeakAt { get; set; }

    /// <summary>EX-07. Observed out of range up to the newest reading or the end.</summary>
    public long OutMilliseconds { get; set; }

    /// <summary>EX-21. The same time by how far out; null of entries that an earlier version closed.</summary>
    public BandTimes? OutByBand { get; set; }

    /// <summary>EX-21. The longest stretch without a return; null of entries that an earlier version closed.</summary>
    public long? LongestRunMilliseconds { get; set; }

    /// <summary>EX-09. Within the excursion, with no reading to speak for it.</summary>
    public long UnobservedMilliseconds { get; set; }

    /// <summary>The rule that fell due first; null when none did.</summary>
    public string? AlarmRuleId { get; set; }

    public Instant? AlarmDueAt { get; set; }

    /// <summary>Every rule that fell due, as <see cref="AlarmsText"/> writes it.</summary>
    public string Alarms { get; set; } = string.Empty;

    /// <summary>
    /// EX-11. Found longer after its start than a reading speaks for: the readings came late (补传).
    /// </summary>
    public bool DiscoveredLate { get; init; }

    /// <summary>When the server found it.</summary>
    public required Instant DiscoveredAt { get; init; }

    /// <summary>Late data disproved it: readings between showed that it was no excursion, or part of another.</summary>
    public Instant? RetractedAt { get; set; }

    /// <summary>One at first; counts up with each amendment by late data.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>EX-04. When the clock alone will have something to say; swept. Null when nothing is pending.</summary>
    public Instant? DueAt { get; set; }

    public bool IsOver => EndedAt is not null || RetractedAt is not null;

    public int LimitMilliCelsius => Limit.MilliCelsius;

    public TimeRange During => new(StartedAt, EndedAt);

    public TimeSpan OutFor => TimeSpan.FromMilliseconds(OutMilliseconds);
}
