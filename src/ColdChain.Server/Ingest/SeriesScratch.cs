using System.Buffers;
using System.Runtime.CompilerServices;

using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>The series of a batch while it is read: each becomes one array of exactly its readings, by rows and by columns alike.</summary>
internal sealed class SeriesScratch : IDisposable
{
    private readonly WireReading[] _rows = ArrayPool<WireReading>.Shared.Rent(ReadingBatch.MostEntries);
    private ColumnsScratch? _columns;

    /// <summary>Readings of all series so far, also those that were too many to be kept.</summary>
    public long Readings { get; private set; }

    /// <summary>The first thing that was wrong with what was written as it should be.</summary>
    public string? Mistake { get; private set; }

    public void Dispose()
    {
        ArrayPool<WireReading>.Shared.Return(_rows);
        _columns?.Dispose();
    }

    /// <summary>Takes the array of all series.</summary>
    public IReadOnlyList<WireSeries> Read(ReadOnlySpan<byte> json, ref int at)
    {
        List<WireSeries> series = [];
        (Readings, Mistake) = (0, null);
        if (JsonScan.TakeNull(json, ref at))
        {
            return series;
        }

        for (bool more = JsonScan.TakeFirst(json, ref at, '[', ']'); more; more = JsonScan.TakeNext(json, ref at, ']'))
        {
            if (JsonScan.TakeNull(json, ref at))
            {
                Mistake ??= "Each of \"series\" must have a \"sensor\" and \"readings\".";
                continue;
            }

            series.Add(ReadOne(json, ref at));
        }

        return series;
    }

    private WireSeries ReadOne(ReadOnlySpan<byte> json, ref int at)
    {
        (string? sensor, int? rows, bool hasColumns) = (null, null, false);
        (bool hasSensor, bool hasReadings) = (false, false);
        for (bool more = JsonScan.TakeFirst(json, ref at, '{', '}'); more; more = JsonScan.TakeNext(json, ref at, '}'))
        {
            ReadOnlySpan<byte> name = JsonScan.Name(json, ref at);
            if (name.SequenceEqual("readings"u8))
            {
                hasReadings = true;
                rows = ReadRows(json, ref at);
            }
            else if (name.SequenceEqual("sensor"u8))
            {
                hasSensor = true;
                sensor = JsonScan.Text(json, ref at);
            }
            else if (name.SequenceEqual("columns"u8))
            {
                hasColumns = !JsonScan.TakeNull(json, ref at);
                if (hasColumns)
                {
                    (_columns ??= new ColumnsScratch()).Read(json, ref at);
                }
            }
            else
            {
                JsonScan.Skip(json, ref at);
            }
        }

        if (!hasSensor || !hasReadings)
        {
            throw JsonScan.Refuse(at, "\"sensor\" and \"readings\" of a series");
        }

        Mistake ??= sensor is null || rows is null ? "Each of \"series\" must have a \"sensor\" and \"readings\"." : null;
        return new WireSeries { Sensor = sensor ?? string.Empty, Readings = Joined(rows ?? 0, hasColumns ? _columns : null) };
    }

    /// <summary>How many rows there are, kept or not; null where null stands.</summary>
    private int? ReadRows(ReadOnlySpan<byte> json, ref int at)
    {
        if (JsonScan.TakeNull(json, ref at))
        {
            return null;
        }

        int count = 0;
        for (bool more = JsonScan.TakeFirst(json, ref at, '[', ']'); more; more = JsonScan.TakeNext(json, ref at, ']'))
        {
            WireReading reading = ReadRow(json, ref at);
            if (count < ReadingBatch.MostEntries)
            {
                _rows[count] = reading;
            }

            count++;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static WireReading ReadRow(ReadOnlySpan<byte> json, ref int at)
    {
        JsonScan.Take(json, ref at, '[');
        long sequence = JsonScan.Integer(json, ref at);
        JsonScan.Take(json, ref at, ',');
        long measuredAt = JsonScan.Integer(json, ref at);
        JsonScan.Take(json, ref at, ',');
        long milliCelsius = JsonScan.Integer(json, ref at);
        JsonScan.Take(json, ref at, ',');
        long flags = JsonScan.Integer(json, ref at);
        JsonScan.Take(json, ref at, ']');
        return milliCelsius == unchecked((int)milliCelsius) && flags == unchecked((int)flags)
            ? new WireReading(sequence, measuredAt, unchecked((int)milliCelsius), unchecked((int)flags))
            : throw JsonScan.Refuse(at, "a temperature and flags of at most 32 bits before it");
    }

    /// <summary>Too many are counted and left out: the batch is refused for them.</summary>
    private WireReading[] Joined(int rows, ColumnsScratch? columns)
    {
        int further = columns?.Longest ?? 0;
        Readings += (long)rows + further;
        if (Readings > ReadingBatch.MostEntries)
        {
            return [];
        }

        WireReading[] readings = new WireReading[rows + further];
        _rows.AsSpan(0, rows).CopyTo(readings);
        Mistake ??= columns?.Unpack(readings.AsSpan(rows));
        return readings;
    }
}
