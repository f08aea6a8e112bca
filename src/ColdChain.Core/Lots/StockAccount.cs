using System.Collections.Immutable;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>The book of one lot in one facility: signed sums by storage unit, and one for papers that name no unit.</summary>
/// <remarks>
/// LT-10. A paper that takes doses out of a named unit which got them without its name being written takes them from
/// the unplaced doses. Doses that left without a unit came out of unplaced ones first, then out of some named unit:
/// with several of those the most that each can hold is given, and marked.
/// </remarks>
internal sealed class StockAccount(LotKey lot, FacilityId facility)
{
    private readonly SortedDictionary<string, (StorageUnitId Unit, long Doses)> _named = new(StringComparer.Ordinal);
    private readonly List<StockStep> _steps = [];
    private long _unnamed;

    public FacilityId Facility => facility;

    public IReadOnlyList<StockStep> Steps => _steps;

    public long Balance => _unnamed + _named.Values.Sum(entry => entry.Doses);

    /// <summary>Doses that no named unit accounts for; negative when named units hold less than their papers say.</summary>
    private long Unplaced => _unnamed - _named.Values.Sum(entry => Math.Max(0, -entry.Doses));

    /// <summary>Enters doses that came (positive) or went (negative); says what does not add up.</summary>
    public LotFinding? Post(StockMovement movement, StorageUnitId? unit, long doses)
    {
        long unplacedBefore = Math.Max(0, Unplaced);
        Enter(unit, doses);
        AddStep(movement.At);
        if (doses >= 0)
        {
            return null;
        }

        if (Balance < 0)
        {
            return Finding(LotFindingKind.MoreThanHeld, movement, unit, Math.Min(-doses, -Balance));
        }

        long held = unit is { } named ? _named[named.ToString()].Doses : 0;
        long missing = Math.Min(-doses, Math.Max(0, -held)) - unplacedBefore;
        return missing > 0 ? Finding(LotFindingKind.MoreThanUnitHeld, movement, unit, missing) : null;
    }

    /// <summary>LT-15. Compares a count with the book; the book stays as it is.</summary>
    public LotFinding? Compare(StockMovement count, StorageUnitId? unit)
    {
        long book = unit is { } named
            ? Holdings().Where(holding => holding.Unit == named).Sum(holding => holding.Doses)
            : Balance;
        bool isKnown = unit is null || Holdings().All(holding => holding.Unit is not null && holding.IsExact);
        return isKnown && book != count.Doses
            ? Finding(LotFindingKind.CountDiffers, count, unit, count.Doses - book)
            : null;
    }

    /// <summary>The state after every movement of <paramref name="moment"/>; null before the first movement.</summary>
    public StockStep? At(Instant moment)
    {
        int low = 0;
        int high = _steps.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _steps[middle].At <= moment ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : _steps[low - 1];
    }

    private void Enter(StorageUnitId? unit, long doses)
    {
        if (unit is not { } named)
        {
            _unnamed += doses;
            return;
        }

        string key = named.ToString();
        _named[key] = (named, _named.GetValueOrDefault(key).Doses + doses);
    }

    /// <summary>Movements of one moment make one step: between them no time passed.</summary>
    private void AddStep(Instant at)
    {
        StockStep step = new(at, Balance, Holdings());
        if (_steps.Count > 0 && _steps[^1].At == at)
        {
            _steps[^1] = step;
        }
        else
        {
            _steps.Add(step);
        }
    }

    private ImmutableArray<LotHolding> Holdings()
    {
        long balance = Balance;
        if (balance <= 0)
        {
            return [];
        }

        long unplaced = Unplaced;
        List<(StorageUnitId Unit, long Doses)> stocked = [.. _named.Values.Where(entry => entry.Doses > 0)];
        bool isExact = unplaced >= 0 || stocked.Count == 1;
        ImmutableArray<LotHolding>.Builder holdings = ImmutableArray.CreateBuilder<LotHolding>();
        foreach ((StorageUnitId unit, long doses) in stocked)
        {
            holdings.Add(new(lot, facility, unit, Math.Min(doses, balance), isExact));
        }

        if (unplaced > 0)
        {
            holdings.Add(new(lot, facility, null, unplaced, IsExact: true));
        }

        return holdings.ToImmutable();
    }

    private LotFinding Finding(LotFindingKind kind, StockMovement movement, StorageUnitId? unit, long doses) =>
        new(kind, lot, movement.At, new StockPlace(facility, unit), doses) { Movements = [movement.Id] };
}
