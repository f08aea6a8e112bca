using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History.Embedded;

/// <summary>Writes one arrival: readings, conflicts, quarantine, events, what was received, what is unjudged.</summary>
internal static class ArrivalWriting
{
    public static ArrivalOutcome.Durable Write(WriteSession session, Arrival arrival)
    {
        long journal = session.NumberOf(arrival.Agent, arrival.Journal);
        ReceivedRanges receivedBefore = ReceivedRanges.Add(session, journal, SequencesOf(arrival));
        ReadingTally tally = new(session, arrival.StoredAt.UnixMilliseconds);
        foreach (ArrivedSeries series in arrival.Series)
        {
            foreach (WireReading wire in series.Readings.Span)
            {
                tally.Store(journal, new ArrivedReading(wire.Sequence, new Reading(series.Sensor, Instant.FromUnixMilliseconds(wire.MeasuredAt), Temperature.FromMilliCelsius(wire.MilliCelsius), (ReadingFlags)wire.Flags)), receivedBefore);
            }
        }

        tally.MarkUnjudged();
        int refused = arrival.Refused.Sum(refusal => Quarantine(session, journal, refusal, arrival.StoredAt.UnixMilliseconds));
        foreach (WireEvent happened in arrival.Events)
        {
            Keep(session, journal, happened.Sequence, happened, arrival.StoredAt.UnixMilliseconds);
        }

        foreach (WireEvent noticed in arrival.Noticed)
        {
            Keep(session, journal, null, noticed, arrival.StoredAt.UnixMilliseconds);
        }

        return new ArrivalOutcome.Durable(
            tally.Stored, tally.Duplicates, tally.Conflicts, refused, tally.SequencesUsedAgain);
    }

    private static IEnumerable<long> SequencesOf(Arrival arrival) =>
        arrival.Series.SelectMany(series => series.Readings.ToArray()).Select(reading => reading.Sequence)
            .Concat(arrival.Refused.Select(refused => refused.Reading.Sequence))
            .Concat(arrival.Events.Select(happened => happened.Sequence));

    private static int Quarantine(WriteSession session, long journal, RefusedReading refused, long storedAt) =>
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

    private static void Keep(WriteSession session, long journal, long? sequence, WireEvent happened, long storedAt) =>
        session.Prepared(
            """
            INSERT INTO agent_events (journal_number, sequence, kind, at_ms, sensor, unit, detail, stored_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """,
            8).Run(journal, sequence, happened.Kind, happened.At, happened.Sensor, happened.Unit, happened.Detail, storedAt);
}
