using System.Collections.Immutable;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>Joins what was sent to what was received: same document, lot, sender and receiver (LT-05 to LT-07).</summary>
internal static class JourneyPairing
{
    /// <summary>LT-05. A county's longest delivery round is a day. Product decision.</summary>
    public static readonly TimeSpan LongestOnTheWay = TimeSpan.FromHours(24);

    private sealed record Papers(string Document, LotKey Lot, FacilityId From, FacilityId To);

    /// <summary>Every journey of the movements, oldest first, and what does not fit together at <paramref name="asOf"/>.</summary>
    public static (IReadOnlyList<Journey> Journeys, IReadOnlyList<LotFinding> Findings) Pair(
        IEnumerable<StockMovement> inOrder, Instant asOf)
    {
        List<Journey> journeys = [];
        List<LotFinding> findings = [];
        StockMovement[] ends = [.. inOrder.Where(movement =>
            movement.Kind is MovementKind.Issue or MovementKind.Return or MovementKind.Receipt && movement.At <= asOf)];
        foreach (StockMovement receipt in ends.Where(movement => movement.From is null))
        {
            AddFromOutside(receipt, journeys, findings);
        }

        foreach (IGrouping<Papers, StockMovement> papers in ends.Where(movement => movement.From is not null).GroupBy(
            movement => new Papers(movement.DocumentNumber, movement.Lot, movement.From!.Value.Facility, movement.To!.Value.Facility)))
        {
            StockMovement[] sent = [.. papers.Where(movement => movement.Kind != MovementKind.Receipt)];
            StockMovement[] received = [.. papers.Where(movement => movement.Kind == MovementKind.Receipt)];
            AddWithinTree(sent, received, asOf, (journeys, findings));
        }

        return ([.. journeys.OrderBy(journey => journey.During.Start)], findings);
    }

    private static void AddFromOutside(StockMovement receipt, List<Journey> journeys, List<LotFinding> findings)
    {
        JourneyPaper paper = receipt.Journey;
        if (paper.DepartedAt > receipt.At || paper.ArrivedAt < paper.DepartedAt)
        {
            findings.Add(Negative(receipt, receipt));
        }
        else if (paper.DepartedAt is { } departed)
        {
            journeys.Add(new(receipt.Lot, new(departed, receipt.At), receipt.Doses, From: null, receipt.To!.Value.Facility)
            {
                OutsideSupplier = receipt.OutsideSupplier,
                Paper = paper,
                ReceiptId = receipt.Id,
            });
        }
    }

    private static void AddWithinTree(
        StockMovement[] sent, StockMovement[] received, Instant asOf, (List<Journey> Journeys, List<LotFinding> Findings) found)
    {
        if (sent.Length == 0)
        {
            found.Findings.AddRange(received.Select(receipt => Finding(LotFindingKind.ReceivedNeverSent, receipt, receipt.Doses)));
            return;
        }

        if (received.Length == 0)
        {
            AddUnreceived(sent, asOf, found);
            return;
        }

        long difference = received.Sum(receipt => receipt.Doses) - sent.Sum(issue => issue.Doses);
        if (difference != 0)
        {
            found.Findings.Add(Finding(LotFindingKind.DosesDiffer, received[^1], difference) with
            {
                Movements = [.. sent.Concat(received).Select(movement => movement.Id)],
            });
        }

        // One issue may be put away into two units, and two issues into one: the last of the shorter side stands for the rest.
        for (int index = 0; index < Math.Max(sent.Length, received.Length); index++)
        {
            AddJourney(sent[Math.Min(index, sent.Length - 1)], received[Math.Min(index, received.Length - 1)], found);
        }
    }

    private static void AddUnreceived(
        StockMovement[] sent, Instant asOf, (List<Journey> Journeys, List<LotFinding> Findings) found)
    {
        foreach (StockMovement issue in sent)
        {
            found.Journeys.Add(new(
                issue.Lot, new(issue.At, null), issue.Doses, issue.From!.Value.Facility, issue.To!.Value.Facility)
            {
                Paper = issue.Journey,
                IssueId = issue.Id,
            });
            if (asOf - issue.At >= LongestOnTheWay)
            {
                found.Findings.Add(Finding(LotFindingKind.SentNeverReceived, issue, issue.Doses));
            }
        }
    }

    private static void AddJourney(
        StockMovement issue, StockMovement receipt, (List<Journey> Journeys, List<LotFinding> Findings) found)
    {
        JourneyPaper paper = Merge(issue.Journey, receipt.Journey);
        if (receipt.At < issue.At || paper.ArrivedAt < paper.DepartedAt)
        {
            found.Findings.Add(Negative(issue, receipt));
        }

        if (receipt.At >= issue.At)
        {
            found.Journeys.Add(new(
                issue.Lot, new(issue.At, receipt.At), issue.Doses, issue.From!.Value.Facility, issue.To!.Value.Facility)
            {
                Paper = paper,
                IssueId = issue.Id,
                ReceiptId = receipt.Id,
            });
        }
    }

    private static JourneyPaper Merge(JourneyPaper sender, JourneyPaper receiver) => new()
    {
        DepartedAt = receiver.DepartedAt ?? sender.DepartedAt,
        ArrivedAt = receiver.ArrivedAt ?? sender.ArrivedAt,
        DepartureTemperature = receiver.DepartureTemperature ?? sender.DepartureTemperature,
        ArrivalTemperature = receiver.ArrivalTemperature ?? sender.ArrivalTemperature,
        DepartureAmbient = receiver.DepartureAmbient ?? sender.DepartureAmbient,
        ArrivalAmbient = receiver.ArrivalAmbient ?? sender.ArrivalAmbient,
        TransportTool = receiver.TransportTool ?? sender.TransportTool,
        CoolingMethod = receiver.CoolingMethod ?? sender.CoolingMethod,
        MileageMetres = receiver.MileageMetres ?? sender.MileageMetres,
        SentBy = receiver.SentBy ?? sender.SentBy,
        ReceivedBy = receiver.ReceivedBy ?? sender.ReceivedBy,
    };

    private static LotFinding Negative(StockMovement issue, StockMovement receipt) =>
        Finding(LotFindingKind.NegativeJourney, receipt, receipt.Doses) with
        {
            Movements = issue.Id == receipt.Id ? [receipt.Id] : [issue.Id, receipt.Id],
        };

    private static LotFinding Finding(LotFindingKind kind, StockMovement movement, long doses) =>
        new(kind, movement.Lot, movement.At, movement.Kind == MovementKind.Receipt ? movement.To : movement.From, doses)
        {
            Movements = [movement.Id],
        };
}
