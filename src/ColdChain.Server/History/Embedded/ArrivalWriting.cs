using System.Buffers;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History.Embedded;

/// <summary>Writes one arrival: readings, conflicts, quarantine, events, what was received, what is unjudged.</summary>
internal static class ArrivalWriting
{
    public static ArrivalOutcome.Durable Write(WriteSession session, Arrival arrival)
    {
        int journal = session.NumberOf(arrival.Agent, arrival.Journal);
        long storedAt = arrival.StoredAt.UnixMilliseconds;
        ReceivedRanges receivedBefore = ReceivedRanges.Add(session, journal, ReceivedOf(arrival));
        ArrivalMerge merge = WriteReadings(session, (journal, storedAt), arrival.Series, receivedBefore);
        int refused = arrival.Refused.Sum(refusal => Quarantine(session, journal, refusal, storedAt));
        foreach (WireEvent happened in arrival.Events)
        {
            Keep(session, journal, happened.Sequence, happened, storedAt);
        }

        foreach (WireEvent noticed in arrival.Noticed)
        {
            Keep(session, journal, null, noticed, storedAt);
        }

        return new ArrivalOutcome.Durable(
            merge.Stored, merge.Duplicates, merge.Conflicts, refused, merge.SequencesUsedAgain);
    }

    /// <summary>What is new of these readings as one row.</summary>
    public static ArrivalMerge WriteReadings(
        WriteSession session, (int Journal, long StoredAt) source, IReadOnlyList<ArrivedSeries> arrived, ReceivedRanges receivedBefore)
    {
        ArrivalMerge merge = new(session, source.Journal, source.StoredAt);
        using PackedWriter row = new();
        foreach (ArrivedSeries series in arrived)
        {
            merge.Store(series.Sensor, series.Readings.Span, receivedBefore, row);
        }

        if (!row.Written.IsEmpty)
        {
            ArrivalHead head = session.NewestArrival.Next(source.Journal, source.StoredAt, row.Written);
            session.Prepared(
                "INSERT INTO arrivals (arrival_number, journal_number, stored_at_ms, chain_sha256, readings, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6)
                .Run(
                    head.Number,
                    source.Journal,
                    source.StoredAt,
                    head.Chain.ToArray(),
                    row.Written.ToArray(),
                    ArrivalHead.SumOf(head.Number, source.Journal, source.StoredAt, row.Written));
            session.Staged.Arrived(head);
        }

        return merge;
    }

    /// <summary>The sequences of all that came, as ranges.</summary>
    private static IReadOnlyList<long[]> ReceivedOf(Arrival arrival)
    {
        long[] sequences = ArrayPool<long>.Shared.Rent(
            arrival.Series.Sum(series => series.Readings.Length) + arrival.Refused.Count + arrival.Events.Count);
        int count = 0;
        foreach (ArrivedSeries series in arrival.Series)
        {
            foreach (ref readonly WireReading reading in series.Readings.Span)
            {
                sequences[count++] = reading.Sequence;
            }
        }

        foreach (RefusedReading refused in arrival.Refused)
        {
            sequences[count++] = refused.Reading.Sequence;
        }

        foreach (WireEvent happened in arrival.Events)
        {
            sequences[count++] = happened.Sequence;
        }

        IReadOnlyList<long[]> ranges = SequenceRanges.Of(sequences.AsSpan(0, count));
        ArrayPool<long>.Shared.Return(sequences);
        return ranges;
    }

    private static int Quarantine(WriteSession session, int journal, RefusedReading refused, long storedAt) =>
        session.Prepared(
            """
            INSERT INTO quarantine (journal_number, sequence, sensor, measured_at_ms, milli_celsius, flags,
                reason, explanation, stored_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
            """,
            9).Run(
                journal,
                refused.Reading.Sequence,
                refused.Sensor,
                refused.Reading.MeasuredAt,
                refused.Reading.MilliCelsius,
                refused.Reading.Flags,
                refused.Reason.ToString(),
                refused.Explanation,
                storedAt);

    private static void Keep(WriteSession session, int journal, long? sequence, WireEvent happened, long storedAt) =>
        session.Prepared(
            """
            INSERT INTO agent_events (journal_number, sequence, kind, at_ms, sensor, unit, detail, stored_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """,
            8).Run(journal, sequence, happened.Kind, happened.At, happened.Sensor, happened.Unit, happened.Detail, storedAt);
}
