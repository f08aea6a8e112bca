namespace ColdChain.Benchmarks.History;

/// <summary>Readings of one sensor that go into one request.</summary>
/// <param name="Sensor">Its number.</param>
/// <param name="Series">All that it measured.</param>
/// <param name="From">The first reading of the request.</param>
/// <param name="To">The first after it.</param>
internal sealed record SensorSlice(int Sensor, SensorSeries Series, int From, int To)
{
    public int Count => To - From;

    public string Name => CountyOfSeries.Sensor(Sensor);

    public int Agent => Sensor / CountyOfSeries.SensorsOfAgent;
}
