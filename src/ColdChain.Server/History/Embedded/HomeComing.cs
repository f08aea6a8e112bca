using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>
/// Writes what arrives; where it is for a sealed day whose readings are away, brings that day home first: what is a duplicate
/// and what is another value can be told only beside what is there.
/// </summary>
internal sealed class HomeComing(HistoryWriter writer, ReadSessions sessions, IAwayDays? away = null)
{
    /// <summary>Late data comes by the day: with one day those after it are brought too.</summary>
    private const int DaysTogether = 32;

    /// <summary>One arrival has no more sensors than that whose days are away; beyond, it is sent away and begins anew.</summary>
    private const int MostRounds = 1_000;

    private readonly HistoryMemory _memory = writer.Memory;

    public async Task<ArrivalOutcome> WriteAsync(
        Func<WriteSession, ArrivalOutcome.Durable> apply, int mostWaiting, CancellationToken cancellationToken)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            if (away?.HasRoom is false || writer.TryWriteAsync(apply, mostWaiting) is not { } writing)
            {
                return new ArrivalOutcome.Busy();
            }

            try
            {
                return await DiskOutcome.OfAsync(writing, cancellationToken);
            }
            catch (AwayDayException needed)
            {
                if (!await TryBringHomeAsync(needed, cancellationToken))
                {
                    return new ArrivalOutcome.Busy();
                }
            }
        }

        return new ArrivalOutcome.Busy();
    }

    private async Task<bool> TryBringHomeAsync(AwayDayException needed, CancellationToken cancellationToken)
    {
        SensorTimeline timeline = _memory.Find(needed.Sensor)!;
        IReadOnlyList<AwayDay> days = sessions.Read(session =>
        {
            using LentReadings lent = new();
            SensorDays all = new(timeline, _memory, session, lent);
            for (int day = needed.Day; day < needed.Day + DaysTogether; day++)
            {
                all.Of(day);
            }

            return all.Away;
        });
        Dictionary<int, IReadOnlyList<KeptReading>> found = [];
        try
        {
            await (away?.ReadAsync(timeline.Sensor, days, found, cancellationToken) ?? Task.CompletedTask);
        }
        catch (HistoryAwayException)
        {
            return false;
        }

        List<(ChunkId Id, byte[] Readings)> home = sessions.Read(session => Encoded(session, timeline, found));
        await writer.WriteAsync(session => home.Sum(day => AwayWriting.BringHome(session, day.Id, day.Readings)), cancellationToken);
        return home.Exists(day => day.Id.Day == needed.Day);
    }

    private List<(ChunkId Id, byte[] Readings)> Encoded(
        ReadSession session, SensorTimeline timeline, Dictionary<int, IReadOnlyList<KeptReading>> found)
    {
        List<(ChunkId Id, byte[] Readings)> home = [];
        using LentReadings lent = new();
        SensorDays days = new(timeline, _memory, session, lent, found);
        foreach (int day in found.Keys)
        {
            if (days.AwayPartOf(day) is { } readings)
            {
                ChunkId id = new(day, timeline.Number, 0);
                home.Add((id, ChunkCodec.Encode(id, new KeptDay(readings, ReadOnlyMemory<KeptReading>.Empty))));
            }
        }

        return home;
    }
}
