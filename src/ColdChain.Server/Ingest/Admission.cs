using System.Buffers;
using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Ingest;

/// <summary>Sorts a batch into what is stored and what goes to quarantine, and makes the answer for both. Pure.</summary>
/// <param name="Arrival">For the history.</param>
/// <param name="Accepted">Closed ranges of the sequences that will be durable as they were sent.</param>
/// <param name="Rejected">What went to quarantine; not to be sent again.</param>
public sealed record Admission(Arrival Arrival, IReadOnlyList<long[]> Accepted, IReadOnlyList<RejectedEntry> Rejected)
{
    /// <summary>What is kept of the text of an event.</summary>
    private const int LongestText = 500;

    public static Admission Of(ReadingBatch batch, JournalId journal, RegisteredAgent agent, EquipmentPlan plan, Instant now)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(agent);
        AdmissionRules rules = new(plan, agent.FacilityPath, now);
        List<ArrivedSeries> admitted = new(batch.Series.Count);
        List<RefusedReading> refused = [];
        foreach (WireSeries series in batch.Series)
        {
            WireReading[] readings = series.Readings as WireReading[] ?? [.. series.Readings];
            ArrivedSeries arrived = rules.Judge(series.Sensor, readings, refused);
            if (arrived.Readings.Length > 0)
            {
                admitted.Add(arrived);
            }
        }

        Arrival arrival = new()
        {
            Agent = agent.Id,
            Journal = journal,
            StoredAt = now,
            IsBacklog = batch.Lane == ReadingBatch.BacklogLane,
            Series = admitted,
            Refused = refused,
            Events = batch.Events.Count == 0 ? [] : [.. batch.Events.Select(happened => Kept(happened, rules, now))],
        };
        return new Admission(
            arrival,
            AcceptedOf(admitted, batch.Events),
            refused.Count == 0 ? [] : [.. refused.Select(refusal => new RejectedEntry(refusal.Reading.Sequence, refusal.Explanation))]);
    }

    private static IReadOnlyList<long[]> AcceptedOf(List<ArrivedSeries> admitted, IReadOnlyList<WireEvent> events)
    {
        long[] sequences = ArrayPool<long>.Shared.Rent(admitted.Sum(series => series.Readings.Length) + events.Count);
        int count = 0;
        foreach (ArrivedSeries series in admitted)
        {
            foreach (ref readonly WireReading reading in series.Readings.Span)
            {
                sequences[count++] = reading.Sequence;
            }
        }

        foreach (WireEvent happened in events)
        {
            sequences[count++] = happened.Sequence;
        }

        IReadOnlyList<long[]> accepted = SequenceRanges.Of(sequences.AsSpan(0, count));
        ArrayPool<long>.Shared.Return(sequences);
        return accepted;
    }

    /// <summary>An event is never refused: a time that cannot be is replaced by the server's, and said in the text.</summary>
    private static WireEvent Kept(WireEvent happened, AdmissionRules rules, Instant now)
    {
        bool isImplausible = rules.IsImplausible(happened.At);
        string? detail = isImplausible
            ? string.Create(CultureInfo.InvariantCulture, $"[reported for {happened.At} ms] {happened.Detail}")
            : happened.Detail;
        return happened with
        {
            At = isImplausible ? now.UnixMilliseconds : happened.At,
            Sensor = Cut(happened.Sensor),
            Unit = Cut(happened.Unit),
            Detail = Cut(detail),
        };
    }

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
