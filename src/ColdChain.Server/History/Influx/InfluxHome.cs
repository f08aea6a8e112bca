using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>InfluxDB as the home of finished days: what it has, how much waits for it.</summary>
internal sealed class InfluxHome(InfluxReadings influx, HistoryMemory memory, InfluxOptions options) : IAwayDays
{
    private readonly InfluxDayReader _reader = new(influx);
    private long _mirrored;

    /// <summary>InfluxDB has every chunk up to this number.</summary>
    public long Mirrored
    {
        get => Interlocked.Read(ref _mirrored);
        set => Interlocked.Exchange(ref _mirrored, value);
    }

    /// <summary>Finished days of sensors that InfluxDB does not have yet.</summary>
    public long Waiting => memory.NewestSeal - Mirrored;

    public bool HasRoom => Waiting <= options.MostWaiting;

    public Task ReadAsync(
        SensorId sensor,
        IReadOnlyList<AwayDay> days,
        IDictionary<int, IReadOnlyList<KeptReading>> found,
        CancellationToken cancellationToken) => _reader.ReadAsync(sensor, days, found, cancellationToken);
}
