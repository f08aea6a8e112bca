using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The history in one SQLite file beside the records (<see cref="HistorySchema"/> says how).</summary>
internal sealed class EmbeddedHistory(HistoryFile file, HistoryWriter writer, UnjudgedSignal unjudged) : IReadingHistory
{
    private const string SensorNumber = "(SELECT sensor_number FROM sensors WHERE sensor_id = ?1)";

    public async Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        Task<ArrivalOutcome.Durable>? waiting = arrival.IsBacklog
            ? writer.TryWriteAsync(session => ArrivalWriting.Write(session, arrival), HistoryWriter.RoomForBacklog)
            : writer.TryWriteAsync(session => ArrivalWriting.Write(session, arrival));
        if (waiting is not { } writing)
        {
            return new ArrivalOutcome.Busy();
        }

        return await DiskOutcome.OfAsync(writing, unjudged, cancellationToken);
    }

    public Task<IReadOnlyList<StoredReading>> ReadAsync(
        SensorId sensor, TimeRange during, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        List<StoredReading> found = Read(connection, "readings", sensor, during, isConflict: false);
        List<StoredReading> conflicts = Read(connection, "reading_conflicts", sensor, during, isConflict: true);
        if (conflicts.Count > 0)
        {
            found = [.. found.Concat(conflicts).OrderBy(reading => reading.MeasuredAt).ThenBy(reading => reading.IsConflict)];
        }

        return Task.FromResult<IReadOnlyList<StoredReading>>(found);
    }

    public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = NewestBefore(connection);
        return Task.FromResult(Newest(statement, sensor, moment));
    }

    public Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
        IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = NewestBefore(connection);
        Dictionary<SensorId, StoredReading> latest = [];
        foreach (SensorId sensor in sensors)
        {
            if (Newest(statement, sensor, Instant.FromUnixMilliseconds(long.MaxValue)) is { } reading)
            {
                latest[sensor] = reading;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<SensorId, StoredReading>>(latest);
    }

    public async Task<IReadOnlyList<ReadingBucket>> ReduceAsync(
        SensorId sensor, TimeRange during, int buckets, CancellationToken cancellationToken) =>
        ReadingReduction.Reduce(await ReadAsync(sensor, during, cancellationToken), ReadingReduction.Stretches(during, buckets));

    public async Task<IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>>> FiguresAsync(
        IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days, CancellationToken cancellationToken)
    {
        Dictionary<SensorId, IReadOnlyList<ReadingBucket>> figures = [];
        foreach (SensorId sensor in sensors.Where(_ => days.Count > 0))
        {
            IReadOnlyList<ReadingBucket> lines = ReadingReduction.Reduce(
                await ReadAsync(sensor, new TimeRange(days[0].Start, days[^1].End), cancellationToken), days);
            if (lines.Count > 0)
            {
                figures[sensor] = lines;
            }
        }

        return figures;
    }

    public async Task<IReadOnlyList<TimeRange>> GapsAsync(
        SensorId sensor, TimeRange during, TimeSpan longest, CancellationToken cancellationToken)
    {
        StoredReading? before = await LastBeforeAsync(sensor, during.Start, cancellationToken);
        IReadOnlyList<StoredReading> readings = await ReadAsync(sensor, new TimeRange(during.Start, null), cancellationToken);
        return ReadingReduction.Gaps(
            readings.Select(reading => reading.MeasuredAt).Prepend(before?.MeasuredAt ?? default).Where(moment => moment != default), during, longest);
    }

    private static List<StoredReading> Read(
        SqliteConnection connection, string table, SensorId sensor, TimeRange during, bool isConflict)
    {
        using Statement statement = new(
            connection,
            $"""
            SELECT measured_at_ms, milli_celsius, flags, stored_at_ms FROM {table}
            WHERE sensor_number = {SensorNumber} AND measured_at_ms >= ?2 AND measured_at_ms < ?3
            ORDER BY measured_at_ms
            """,
            3);
        using SqliteDataReader rows = statement.Rows(
            sensor.ToString(), during.Start.UnixMilliseconds, during.End?.UnixMilliseconds ?? long.MaxValue);
        List<StoredReading> found = [];
        while (rows.Read())
        {
            found.Add(OneOf(rows, isConflict));
        }

        return found;
    }

    private static Statement NewestBefore(SqliteConnection connection) => new(
        connection,
        $"""
        SELECT measured_at_ms, milli_celsius, flags, stored_at_ms FROM readings
        WHERE sensor_number = {SensorNumber} AND measured_at_ms < ?2 ORDER BY measured_at_ms DESC LIMIT 1
        """,
        2);

    private static StoredReading? Newest(Statement statement, SensorId sensor, Instant before)
    {
        using SqliteDataReader rows = statement.Rows(sensor.ToString(), before.UnixMilliseconds);
        return rows.Read() ? OneOf(rows, isConflict: false) : null;
    }

    private static StoredReading OneOf(SqliteDataReader rows, bool isConflict) => new(
        Instant.FromUnixMilliseconds(rows.GetInt64(0)),
        Temperature.FromMilliCelsius(rows.GetInt32(1)),
        (ReadingFlags)rows.GetInt32(2),
        Instant.FromUnixMilliseconds(rows.GetInt64(3) / 60_000 * 60_000),
        isConflict);
}
