using ColdChain.Core.Excursions;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>The detector of one sensor in its present place, after the newest reading that was judged. Lost with the process.</summary>
internal sealed class SensorWatch(Placement placement, ExcursionRun run)
{
    public Placement Placement { get; } = placement;

    public ExcursionRun Run { get; } = run;

    public Instant? NewestAt => Run.Last?.MeasuredAt;

    /// <summary>True while what it knows still applies: the sensor was not moved and the unit's profile is the same.</summary>
    public bool IsOf(Placement placement) => Placement == placement;
}
