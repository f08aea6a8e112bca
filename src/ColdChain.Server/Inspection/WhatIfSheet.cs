using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Inspection;

/// <summary>EX-36. What another profile would have found in the stored readings of a unit.</summary>
public sealed record WhatIfSheet
{
    public required StorageUnit Unit { get; init; }

    public required Facility Facility { get; init; }

    /// <summary>That the unit must keep today.</summary>
    public required StorageProfile Profile { get; init; }

    public required StorageProfile Other { get; init; }

    /// <summary>The other profiles for the same kind of storage.</summary>
    public required IReadOnlyList<StorageProfile> Choices { get; init; }

    /// <summary>The first and the last day asked for, in the facility's zone.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>One for each sensor and placement, with the spans that touch the days asked for.</summary>
    public required IReadOnlyList<(MeasuringPoint Point, WhatIf WhatIf)> Sensors { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Facility.TimeZone);
}
