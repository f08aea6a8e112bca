using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>The history in one SQLite file beside the records (<see cref="HistorySchema"/> says how), its open days in memory.</summary>
/// <param name="sessions">Read the file.</param>
/// <param name="writer">Writes it.</param>
/// <param name="arrivals">Bring what arrives to it.</param>
/// <param name="away">Where readings of finished days are that are not in the file.</param>
/// <param name="mostOpen">Readings of open days beyond which nothing more is taken in.</param>
internal sealed class EmbeddedHistory(
    ReadSessions sessions, HistoryWriter writer, HomeComing arrivals, IAwayDays? away = null, long mostOpen = EmbeddedHistory.MostOpenReadings)
    : IReadingHistory
{
    /// <summary>The sealer is behind, or a thousand sensors send years. 2 to 5 bytes each (<see cref="PackedBlock"/>).</summary>
    private const long MostOpenReadings = 16_000_000;

    /// <summary>Beyond one sensor in so many, all chunks of a day are read in a row: a lookup costs as much as eight rows.</summary>
    private const int FewOfAll = 8;

    private readonly HistoryMemory _memory = writer.Memory;

    public async Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        int mostWaiting = arrival.IsBacklog ? HistoryWriter.RoomForBacklog : HistoryWriter.Room;
        // The last eighth is kept for what is measured now: a crowd that sends years must not make an alarm wait for the sealer.
        return _memory.OpenReadings > (arrival.IsBacklog ? mostOpen - (mostOpen / 8) : mostOpen)
            ? new ArrivalOutcome.Busy()
            : await arrivals.WriteAsync(session => ArrivalWriting.Write(session, arrival), mostWaiting, cancellationToken);
    }

    public async Task<IReadOnlyList<StoredReading>> ReadAsync(
        SensorId sensor, TimeRange during, CancellationToken cancellationToken) =>
        await OfAsync(sensor, days => days.Read(during), cancellationToken) ?? [];

    public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
        OfAsync(sensor, days => days.LastBefore(moment.UnixMilliseconds), cancellationToken);

    public async Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
        IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        Dictionary<SensorId, StoredReading> latest = new(sensors.Count);
        foreach (SensorId sensor in sensors)
        {
            // Asked for all every few seconds: of a sensor that is heard of, the newest day in memory is enough.
            StoredReading? newest = (_memory.Find(sensor) is { } timeline ? SensorDays.NewestInMemory(timeline, _memory.Calendar) : null)
                ?? await OfAsync(sensor, days => days.LastBefore(long.MaxValue), cancellationToken);
            if (newest is { } reading)
            {
                latest[sensor] = reading;
            }
        }

        return latest;
    }

    public async Task<IReadOnlyList<ReadingBucket>> ReduceAsync(
        SensorId sensor, TimeRange during, int buckets, CancellationToken cancellationToken)
    {
        IReadOnlyList<TimeRange> stretches = ReadingReduction.Stretches(during, buckets);
        return await OfAsync(sensor, days => LinesOf(days, stretches), cancellationToken) ?? [];
    }

    public async Task<IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>>> FiguresAsync(
        IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(days);
        if (sensors.Count * FewOfAll >= _memory.Timelines.Count && FleetFigures.DaysOf(days, _memory.Calendar) is { } whole)
        {
            return sessions.Read(session => new FleetFigures(_memory, sensors, days).Read(session, whole));
        }

        Dictionary<SensorId, IReadOnlyList<ReadingBucket>> figures = [];
        foreach (SensorId sensor in sensors)
        {
            if (await OfAsync(sensor, of => LinesOf(of, days), cancellationToken) is { Count: > 0 } lines)
            {
                figures[sensor] = lines;
            }
        }

        return figures;
    }

    public async Task<IReadOnlyList<TimeRange>> GapsAsync(
        SensorId sensor, TimeRange during, TimeSpan longest, CancellationToken cancellationToken) =>
        await OfAsync(sensor, days => GapsOf(days, during, longest), cancellationToken) ?? ReadingReduction.Gaps([], during, longest);

    /// <summary>Reads at once; what turns out to be away is fetched, and the whole is read again with it.</summary>
    private Task<T?> OfAsync<T>(SensorId sensor, Func<SensorDays, T> read, CancellationToken cancellationToken)
    {
        if (_memory.Find(sensor) is not { } timeline)
        {
            return Task.FromResult<T?>(default);
        }

        (T result, IReadOnlyList<AwayDay> missing) = Read(timeline, read, null);
        return missing.Count == 0 ? Task.FromResult<T?>(result) : WithFetchedAsync(timeline, read, missing, cancellationToken);
    }

    private async Task<T?> WithFetchedAsync<T>(
        SensorTimeline timeline, Func<SensorDays, T> read, IReadOnlyList<AwayDay> missing, CancellationToken cancellationToken)
    {
        Dictionary<int, IReadOnlyList<KeptReading>> fetched = [];
        while (true)
        {
            await (away ?? throw new HistoryAwayException(
                "Finished days of this history are in InfluxDB; set History:Kind to influxdb again.")).ReadAsync(
                    timeline.Sensor, missing, fetched, cancellationToken);
            (T result, missing) = Read(timeline, read, fetched);
            if (missing.Count == 0)
            {
                return result;
            }
        }
    }

    private (T Result, IReadOnlyList<AwayDay> Missing) Read<T>(
        SensorTimeline timeline, Func<SensorDays, T> read, IReadOnlyDictionary<int, IReadOnlyList<KeptReading>>? fetched) =>
        sessions.Read(session =>
        {
            using LentReadings lent = new();
            SensorDays days = new(timeline, _memory, session, lent, fetched);
            return (read(days), days.Away);
        });

    /// <summary>A stretch that is a sealed day is told from its figures; the others from the readings.</summary>
    private IReadOnlyList<ReadingBucket> LinesOf(SensorDays days, IReadOnlyList<TimeRange> stretches)
    {
        LineSum sum = new(stretches, LineSum.EndsOf(stretches));
        List<ChunkFigures> parts = [];
        (int first, int last) = stretches.Count == 0 ? (0, -1) : days.Touched(new TimeRange(stretches[0].Start, stretches[^1].End));
        bool areDays = first <= last && (sum.IsStretch(_memory.Calendar.During(first)) || sum.IsStretch(_memory.Calendar.During(last)));
        for (int day = first; day <= last && areDays; day++)
        {
            long start = _memory.Calendar.StartOf(day);
            if (sum.IsStretch(_memory.Calendar.During(day)))
            {
                parts.Clear();
                days.FiguresOf(day, parts);
                parts.ForEach(part => sum.Add(part, start));
            }
            else
            {
                sum.Add(days.Of(day), start);
            }
        }

        for (int from = first; from <= last && !areDays; from += SensorDays.DaysTogether)
        {
            KeptDay[] opened = days.Of(from, Math.Min(last, from + SensorDays.DaysTogether - 1));
            for (int index = 0; index < opened.Length; index++)
            {
                sum.Add(opened[index], _memory.Calendar.StartOf(from + index));
            }
        }

        return sum.Lines;
    }

    private IReadOnlyList<TimeRange> GapsOf(SensorDays days, TimeRange during, TimeSpan longest)
    {
        List<Instant> moments = [];
        if (days.LastBefore(during.Start.UnixMilliseconds) is { } before)
        {
            moments.Add(before.MeasuredAt);
        }

        (int first, int last) = days.Touched(new TimeRange(during.Start, null));
        List<ChunkFigures> parts = [];
        for (int day = first; day <= last; day++)
        {
            long start = _memory.Calendar.StartOf(day);
            parts.Clear();
            days.FiguresOf(day, parts);
            if (parts is [{ Count: > 0 } only] && only.LongestGap <= longest.TotalMilliseconds && start >= during.Start.UnixMilliseconds)
            {
                // No gap in it, so moments this far apart stand for its readings; they are never more than those.
                for (long offset = only.First; offset < only.Last; offset += (long)longest.TotalMilliseconds)
                {
                    moments.Add(Instant.FromUnixMilliseconds(start + offset));
                }

                moments.Add(Instant.FromUnixMilliseconds(start + only.Last));
            }
            else
            {
                foreach (ref readonly KeptReading reading in days.Of(day).Readings.Span)
                {
                    moments.Add(Instant.FromUnixMilliseconds(start + reading.Offset));
                }
            }

            if (moments is [.., var newest] && newest >= during.End)
            {
                break;
            }
        }

        return ReadingReduction.Gaps(moments.SkipWhile((moment, at) => at + 1 < moments.Count && moments[at + 1] <= during.Start), during, longest);
    }
}
