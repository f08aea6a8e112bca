using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Inspection;

/// <summary>What one measuring point of a unit measured in the time asked for.</summary>
/// <param name="Point">Which sensor sat where, and for how long.</param>
/// <param name="Readings">By time, one for a moment (EX-13), within the time that the sensor sat there.</param>
public sealed record UnitSeries(MeasuringPoint Point, IReadOnlyList<Reading> Readings)
{
    public PlacedSeries Placed => new(Point.During, Readings);

    /// <summary>Without what was measured before that moment.</summary>
    public UnitSeries From(Instant moment) => this with { Readings = [.. Readings.Where(reading => reading.MeasuredAt >= moment)] };
}
