using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;

namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>One storage unit as the edge watches it.</summary>
public sealed record EdgeUnit
{
    public required StorageUnitId Id { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>False: its silence alarms nobody.</summary>
    public required bool IsInUse { get; init; }

    /// <summary>EX-18. Also where nothing is known: the worse case for the vaccine.</summary>
    public required bool MayHoldFreezeSensitive { get; init; }

    public required IReadOnlyList<SensorId> Sensors { get; init; }

    public required StorageProfile Profile { get; init; }

    /// <summary>Of its facility, by order.</summary>
    public required IReadOnlyList<EdgeContact> Contacts { get; init; }
}
