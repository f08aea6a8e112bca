using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Inspection;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Overview;

namespace ColdChain.Server.Pages.Units;

/// <summary>What the page of one unit shows for one stretch of time.</summary>
public sealed record UnitPageFacts
{
    public required StorageUnit Unit { get; init; }

    public required Facility Facility { get; init; }

    public required StorageProfile Profile { get; init; }

    public required TimeRange During { get; init; }

    public required IReadOnlyList<UnitSeries> Series { get; init; }

    public required UnitStanding Standing { get; init; }

    public required TemperatureFigures Figures { get; init; }

    /// <summary>EX-29.</summary>
    public required UnitShown Shown { get; init; }

    /// <summary>Newest first; those that late data disproved are left out.</summary>
    public required IReadOnlyList<ExcursionEntry> Excursions { get; init; }

    public required IReadOnlyList<SilenceEntry> Silences { get; init; }

    /// <summary>What cannot be taken as it stands, newest first.</summary>
    public required IReadOnlyList<ObservationFinding> Findings { get; init; }

    public required IReadOnlyList<SensorPlace> Points { get; init; }

    public required IReadOnlyList<AgentEvent> Events { get; init; }

    /// <summary>What loggers say of their own days, newest first; judged by nobody.</summary>
    public required IReadOnlyList<LoggerDay> LoggerDays { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Facility.TimeZone);
}
