using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Pages.Parts;

namespace ColdChain.Server.Pages.Overview;

/// <summary>What can be said of a storage unit at one moment, from its newest readings and its open excursions.</summary>
/// <remarks>Pure. Silence is never "fine" (G5): a sensor without a reading that still speaks makes the unit silent.</remarks>
public sealed record UnitStanding
{
    /// <summary>Readings come every minute; after five without one somebody should look. Product decision.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    public required StandingKind Kind { get; init; }

    /// <summary>The newest temperature that is furthest out; from before the silence when the unit is silent.</summary>
    public Temperature? Value { get; init; }

    /// <summary>Up to here every sensor of the unit was heard; null when one never was.</summary>
    public Instant? DataThrough { get; init; }

    /// <summary>The excursion that decides; null when none is open.</summary>
    public OpenExcursion? Excursion { get; init; }

    /// <summary>Out of range as far as known, and unheard since: the worst may be happening unseen.</summary>
    public bool IsUnheard { get; init; }

    public Tone Tone => Kind switch
    {
        StandingKind.OutWithAlarm or StandingKind.Out => Tone.Bad,
        StandingKind.Returning or StandingKind.Delayed => Tone.Warn,
        StandingKind.Silent or StandingKind.WithoutSensor or StandingKind.NotInUse => Tone.None,
        StandingKind.InRange => Tone.Ok,
    };

    public static UnitStanding Of(
        StorageProfile profile, IReadOnlyList<SensorNow> sensors, IReadOnlyList<OpenExcursion> open, Instant now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(open);
        if (sensors.Count == 0)
        {
            return new UnitStanding { Kind = StandingKind.WithoutSensor };
        }

        Instant? through = sensors.Any(sensor => sensor.MeasuredAt is null)
            ? null
            : sensors.Min(sensor => sensor.MeasuredAt!.Value);
        Temperature[] values = [.. sensors.Where(sensor => sensor.Value is not null).Select(sensor => sensor.Value!.Value)];
        Temperature? furthest = values.Length == 0 ? null : values.Aggregate(profile.FurtherOut);
        OpenExcursion? excursion = open.OrderByDescending(one => one.HasAlarm).ThenBy(one => one.StartedAt).FirstOrDefault();
        bool isSilent = through is not { } heard || now - heard > profile.LongestInterval;
        return new UnitStanding
        {
            Kind = KindOf(excursion, furthest is { } value && profile.Violated(value) is not null, isSilent, now - through > Overdue),
            Value = furthest,
            DataThrough = through,
            Excursion = excursion,
            IsUnheard = isSilent,
        };
    }

    /// <summary>An open excursion outweighs silence; a reading outside counts before monitoring has written it down.</summary>
    private static StandingKind KindOf(OpenExcursion? excursion, bool isOutside, bool isSilent, bool isOverdue) =>
        (excursion, isOutside, isSilent, isOverdue) switch
        {
            ({ HasAlarm: true }, true, _, _) => StandingKind.OutWithAlarm,
            ({ HasAlarm: true }, false, true, _) => StandingKind.OutWithAlarm,
            (not null, true, _, _) => StandingKind.Out,
            (not null, false, true, _) => StandingKind.Out,
            (not null, false, false, _) => StandingKind.Returning,
            (null, true, false, _) => StandingKind.Out,
            (null, _, true, _) => StandingKind.Silent,
            (null, false, false, true) => StandingKind.Delayed,
            _ => StandingKind.InRange,
        };
}
