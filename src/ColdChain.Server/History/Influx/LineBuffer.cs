using System.Buffers;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Influx;

/// <summary>Lines for one request, and what each sensor's lines begin with. Used again and again by one owner.</summary>
public sealed class LineBuffer
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Dictionary<SensorId, byte[]> _series = [];
    private SensorId _lastSensor;
    private byte[] _lastSeries = [];

    /// <summary>Lines since the last <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Valid until the next line is added or all are cleared.</summary>
    public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

    /// <param name="sensor">Whose reading it is.</param>
    /// <param name="dayStart">Unix milliseconds of the day that the reading's offset counts from.</param>
    /// <param name="reading">One of that day.</param>
    public void Add(SensorId sensor, long dayStart, in KeptReading reading)
    {
        LineProtocol.Write(_lines, SeriesOf(sensor), dayStart, reading);
        Count++;
    }

    public void Clear()
    {
        _lines.ResetWrittenCount();
        Count = 0;
    }

    private byte[] SeriesOf(SensorId sensor)
    {
        if (sensor != _lastSensor)
        {
            if (!_series.TryGetValue(sensor, out byte[]? series))
            {
                _series[sensor] = series = LineProtocol.SeriesOf(sensor.ToString());
            }

            (_lastSensor, _lastSeries) = (sensor, series);
        }

        return _lastSeries;
    }
}
