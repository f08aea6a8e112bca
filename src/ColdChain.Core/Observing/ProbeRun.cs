using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-26. Whether the probe looks as if it had been taken out of the fridge.</summary>
internal sealed record ProbeRun
{
    /// <summary>EX-26. More than a door that is left open does to a probe in its buffer [P].</summary>
    private static readonly TemperatureDelta Step = TemperatureDelta.FromMilliKelvin(8_000);

    /// <summary>EX-26. [P]</summary>
    private static readonly TimeSpan Fast = TimeSpan.FromMinutes(10);

    /// <summary>EX-26. A cool store room [P].</summary>
    private static readonly Temperature CoolestRoom = Temperature.FromMilliCelsius(10_000);

    /// <summary>EX-26. A hot room, or a hand [P].</summary>
    private static readonly Temperature WarmestRoom = Temperature.FromMilliCelsius(40_000);

    /// <summary>Nothing seen yet. Below the figures, which it is made with.</summary>
    public static readonly ProbeRun Inside = new();

    /// <summary>The first reading that had risen by the step; null while inside.</summary>
    private Reading? Risen { get; init; }

    public bool IsInside => Risen is null;

    private Temperature Before { get; init; }

    private Temperature Warmest { get; init; }

    private Instant LastInRoomAt { get; init; }

    private RecentExtreme Lowest { get; init; } = new(IsLowest: true, Fast);

    private RecentExtreme Highest { get; init; } = new(IsLowest: false, Fast);

    /// <summary>The run after this reading, and the finding that the reading brought to its end, if any.</summary>
    public (ProbeRun Run, ObservationFinding? Found) Next(in Reading reading) =>
        Risen is { } risen ? WhileOutside(risen, reading) : (WhileInside(reading), null);

    private static bool IsOfARoom(Temperature value) => value >= CoolestRoom && value <= WarmestRoom;

    private ProbeRun WhileInside(in Reading reading)
    {
        RecentExtreme lowest = Lowest.With(reading);
        Temperature before = lowest.First!.Value.Value;
        if (!IsOfARoom(reading.Value) || reading.Value - before < Step)
        {
            return this with { Lowest = lowest };
        }

        return this with
        {
            Risen = reading,
            Before = before,
            Warmest = reading.Value,
            LastInRoomAt = reading.MeasuredAt,
            Highest = Highest.Emptied().With(reading),
        };
    }

    private (ProbeRun Run, ObservationFinding? Found) WhileOutside(in Reading risen, in Reading reading)
    {
        RecentExtreme highest = Highest.With(reading);
        if (IsOfARoom(reading.Value))
        {
            Temperature warmest = reading.Value > Warmest ? reading.Value : Warmest;
            return (this with { Highest = highest, LastInRoomAt = reading.MeasuredAt, Warmest = warmest }, null);
        }

        ProbeRun inside = Inside with { Lowest = Lowest.Emptied().With(reading) };
        if (reading.Value > WarmestRoom || reading.MeasuredAt - LastInRoomAt > Fast)
        {
            return (inside, null);
        }

        return highest.First!.Value.Value - reading.Value < Step
            ? (this with { Highest = highest }, null)
            : (inside, Finding(risen, reading.MeasuredAt));
    }

    private ObservationFinding Finding(in Reading risen, Instant endedAt) => new()
    {
        Kind = ObservationKind.ProbeOutside,
        Sensor = risen.Sensor,
        StartedAt = risen.MeasuredAt,
        EndedAt = endedAt,
        Value = Before,
        OtherValue = Warmest,
    };
}
