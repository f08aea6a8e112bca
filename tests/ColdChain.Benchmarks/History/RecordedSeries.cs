namespace ColdChain.Benchmarks.History;

/// <summary>A series that somebody published.</summary>
internal sealed class RecordedSeries(IReadOnlyList<(long Time, int MilliCelsius)> readings) : SensorSeries
{
    public override int Count => readings.Count;

    public override long TimeAt(int index) => readings[index].Time;

    public override int MilliCelsiusAt(int index) => readings[index].MilliCelsius;
}
