using System.Collections.Immutable;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>出入库台账: movements folded into what each facility held of each lot, at any moment and since when.</summary>
/// <remarks>
/// Pure: the same movements in any order of entry give the same ledger. What does not add up stays in the figures as
/// written and is listed as a finding; nothing is repaired (LT-04).
/// </remarks>
public sealed class StockLedger
{
    private readonly StockMovement[] _inOrder;
    private readonly Dictionary<(LotKey, FacilityId), StockAccount> _accounts = [];
    private readonly List<LotFinding> _findings = [];

    private StockLedger(IEnumerable<StockMovement> movements)
    {
        StockMovement[] all = [.. movements];
        HashSet<long> voided = [.. all.Where(movement => movement.VoidsId is not null).Select(movement => movement.VoidsId!.Value)];
        _inOrder =
        [
            .. all.Where(movement => movement.Kind != MovementKind.Void && !voided.Contains(movement.Id))
                .Order(MovementOrder.Instance),
        ];
        foreach (StockMovement movement in _inOrder)
        {
            Enter(movement);
        }
    }

    /// <summary>Without those that were voided, in the order they were folded (LT-03).</summary>
    public IReadOnlyList<StockMovement> Movements => _inOrder;

    /// <exception cref="ArgumentException">A movement has a <see cref="MovementFault"/>; such a one is never entered.</exception>
    public static StockLedger Fold(IEnumerable<StockMovement> movements)
    {
        ArgumentNullException.ThrowIfNull(movements);
        return new StockLedger(movements);
    }

    /// <summary>What the facility held once all movements of this moment were done, by product and lot.</summary>
    public IReadOnlyList<LotHolding> At(FacilityId facility, Instant moment) =>
    [
        .. _accounts.Values.Where(account => account.Facility == facility)
            .SelectMany(account => account.At(moment)?.Holdings ?? [])
            .OrderBy(holding => holding.Lot)
            .ThenBy(holding => holding.Unit?.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>Everything the facility held at some moment of the stretch, its end included: of each lot and place the most there was.</summary>
    /// <exception cref="ArgumentException">The stretch has no end.</exception>
    public IReadOnlyList<LotHolding> During(FacilityId facility, TimeRange during)
    {
        Instant end = during.End ?? throw new ArgumentException("Stock is asked for up to a moment.", nameof(during));
        IEnumerable<Instant> moments = _inOrder.Select(movement => movement.At)
            .Where(at => at > during.Start && at <= end)
            .Distinct()
            .Prepend(during.Start);
        return
        [
            .. moments.SelectMany(moment => At(facility, moment))
                .GroupBy(holding => (holding.Lot, holding.Unit))
                .Select(holdings => holdings.MaxBy(holding => holding.Doses)!)
                .OrderBy(holding => holding.Lot)
                .ThenBy(holding => holding.Unit?.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>结余: receipts less what left; negative where the papers are wrong.</summary>
    public long Balance(LotKey lot, FacilityId facility, Instant moment) =>
        _accounts.TryGetValue((lot, facility), out StockAccount? account) ? account.At(moment)?.Balance ?? 0 : 0;

    /// <summary>The custody of a lot up to <paramref name="asOf"/>, oldest first: every placement and every journey.</summary>
    public IReadOnlyList<CustodyLeg> Legs(LotKey lot, Instant asOf)
    {
        IEnumerable<CustodyLeg> placements = _accounts.Where(entry => entry.Key.Item1 == lot)
            .SelectMany(entry => PlacementTimeline.Of(lot, entry.Value, asOf));
        IEnumerable<CustodyLeg> journeys =
            JourneyPairing.Pair(_inOrder.Where(movement => movement.Lot == lot), asOf).Journeys.Where(HasLength);
        return [.. placements.Concat(journeys).OrderBy(leg => leg.During.Start)];
    }

    /// <summary>All that does not add up or is not written, of movements up to <paramref name="asOf"/>.</summary>
    public IReadOnlyList<LotFinding> Findings(Instant asOf)
    {
        IEnumerable<LotFinding> missing = _inOrder.Select(movement => (Movement: movement, Missing: PaperCheck.Missing(movement)))
            .Where(entry => entry.Missing.Count > 0)
            .Select(entry => new LotFinding(
                LotFindingKind.EntriesMissing, entry.Movement.Lot, entry.Movement.At, OwnPlace(entry.Movement), entry.Movement.Doses)
            {
                Movements = [entry.Movement.Id],
                Entries = [.. entry.Missing],
            });
        return
        [
            .. _findings.Concat(JourneyPairing.Pair(_inOrder, asOf).Findings)
                .Concat(missing)
                .Concat(PaperAgreement.Check(_inOrder))
                .Where(finding => finding.At <= asOf)
                .OrderBy(finding => finding.At)
                .ThenBy(finding => finding.Kind),
        ];
    }

    private static bool HasLength(Journey journey) => journey.During.End != journey.During.Start;

    private static StockPlace? OwnPlace(StockMovement movement) =>
        movement.Kind == MovementKind.Receipt ? movement.To : movement.From;

    private void Enter(StockMovement movement)
    {
        IReadOnlyList<MovementFault> faults = MovementShape.Faults(movement);
        if (faults.Count > 0)
        {
            throw new ArgumentException($"Movement {movement.Id} cannot be entered: {string.Join(", ", faults)}.", nameof(movement));
        }

        if (movement.Kind == MovementKind.Count)
        {
            Note(Account(movement.Lot, movement.From!.Value.Facility).Compare(movement, movement.From.Value.Unit));
            return;
        }

        bool leaves = movement.Kind != MovementKind.Receipt;
        if (leaves && movement.From is { } from)
        {
            Note(Account(movement.Lot, from.Facility).Post(movement, from.Unit, -movement.Doses));
        }

        bool arrives = movement.Kind is MovementKind.Receipt or MovementKind.Transfer;
        if (arrives && movement.To is { } to)
        {
            Note(Account(movement.Lot, to.Facility).Post(movement, to.Unit, movement.Doses));
        }
    }

    private StockAccount Account(LotKey lot, FacilityId facility)
    {
        if (!_accounts.TryGetValue((lot, facility), out StockAccount? account))
        {
            account = new StockAccount(lot, facility);
            _accounts.Add((lot, facility), account);
        }

        return account;
    }

    private void Note(LotFinding? finding)
    {
        if (finding is not null)
        {
            _findings.Add(finding);
        }
    }
}
