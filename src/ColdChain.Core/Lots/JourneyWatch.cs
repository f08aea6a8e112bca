using System.Collections.Immutable;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>LT-14. What the hand readings of a journey attest.</summary>
public static class JourneyWatch
{
    /// <summary>2017 rules, Art. 12(2): longer journeys need a reading at least every 6 h on the way.</summary>
    public static readonly TimeSpan LongestUnread = TimeSpan.FromHours(6);

    /// <summary>Attested from written departure to written arrival when both are read, in range and signed; else unobserved.</summary>
    public static WatchedTime Of(Journey journey, Vaccine vaccine, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(vaccine);
        ClosedRange whole = new(journey.During.Start, journey.During.End is { } end ? Instant.Min(end, asOf) : asOf);
        JourneyPaper paper = journey.Paper;
        IEnumerable<WatchedSpan> attested = IsAttested(paper, vaccine)
            ? [new(paper.DepartedAt!.Value, paper.ArrivedAt!.Value, Watch.Attested)]
            : [];
        ImmutableArray<WatchedSpan> spans = WatchSweep.Over(whole, attested, votes =>
            votes.InRange > 0 ? Watch.Attested : Watch.Unobserved);
        return new(spans, Lowest: null, Highest: null);
    }

    /// <summary>LT-14 and LT-20: a hand reading out of range, or a journey too long to be attested by its ends.</summary>
    public static IEnumerable<LotFinding> Findings(Journey journey, Vaccine vaccine)
    {
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(vaccine);
        JourneyPaper paper = journey.Paper;
        if (IsOut(paper.DepartureTemperature, vaccine) || IsOut(paper.ArrivalTemperature, vaccine))
        {
            yield return Finding(LotFindingKind.JourneyOutOfRange, journey);
        }

        if (paper.ArrivedAt - paper.DepartedAt > LongestUnread)
        {
            yield return Finding(LotFindingKind.JourneyUnread, journey);
        }
    }

    private static bool IsAttested(JourneyPaper paper, Vaccine vaccine) =>
        paper is { DepartedAt: { } departed, ArrivedAt: { } arrived, SentBy: not null, ReceivedBy: not null }
        && arrived >= departed
        && arrived - departed <= LongestUnread
        && paper is { DepartureTemperature: { } first, ArrivalTemperature: { } last }
        && vaccine.IsInRange(first)
        && vaccine.IsInRange(last);

    private static bool IsOut(Temperature? read, Vaccine vaccine) => read is { } value && !vaccine.IsInRange(value);

    private static LotFinding Finding(LotFindingKind kind, Journey journey) =>
        new(kind, journey.Lot, journey.During.Start, new StockPlace(journey.To, null), journey.MostDoses)
        {
            Movements = [.. new[] { journey.IssueId, journey.ReceiptId }.OfType<long>()],
        };
}
