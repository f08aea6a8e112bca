using ColdChain.Core.Keeping;
using ColdChain.Core.Warnings;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Pages.Overview;

/// <summary>One unit on the overview.</summary>
public sealed record OverviewRow
{
    public required StorageUnit Unit { get; init; }

    public required Facility Facility { get; init; }

    public required StorageProfile Profile { get; init; }

    public required UnitStanding Standing { get; init; }

    /// <summary>The last 24 hours as SVG.</summary>
    public required string Sparkline { get; init; }

    public required DosesInside Inside { get; init; }

    /// <summary>That go on (EX-19, EX-20).</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>What of its calibrations and validations is nearest; null where nothing is due within thirty days.</summary>
    public DueStep? Due { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Facility.TimeZone);
}
