using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
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
        List<ArrivedReading> admitted = [];
        List<RefusedReading> refused = [];
        foreach (WireSeries series in batch.Series)
        {
            foreach (WireReading wire in series.Readings)
            {
                (Reading? reading, RefusedReading? refusal) = rules.Judge(series.Sensor, wire);
                if (reading is { } good)
                {
                    admitted.Add(new ArrivedReading(wire.Sequence, good));
                }
                else
                {
                    refused.Add(refusal!);
                }
            }
        }

        Arrival arrival = new()
        {
            Agent = agent.Id,
            Journal = journal,
            StoredAt = now,
            IsBacklog = batch.Lane == ReadingBatch.BacklogLane,
            Series = ArrivedSeries.Of(admitted),
            Refused = refused,
            Events = [.. batch.Events.Select(happened => Kept(happened, rules, now))],
        };
        return new Admission(
            arrival,
            SequenceRanges.Of(admitted.Select(reading => reading.Sequence).Concat(batch.Events.Select(happened => happened.Sequence))),
            [.. refused.Select(refusal => new RejectedEntry(refusal.Reading.Sequence, refusal.Explanation))]);
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
