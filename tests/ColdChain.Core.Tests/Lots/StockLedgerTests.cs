using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Lots;

public sealed class StockLedgerTests
{
    private static readonly FacilityId Gaochuan = Paper.Facility("gaochuan");
    private static readonly StorageUnitId FridgeOne = StorageUnitId.Parse("gaochuan/fridge-1", null);
    private static readonly StorageUnitId FridgeTwo = StorageUnitId.Parse("gaochuan/fridge-2", null);

    [Fact]
    public void A_unit_holds_what_it_received_less_what_was_used()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 100).Used(5, "gaochuan/fridge-2", 30).Ledger;
        Assert.Empty(ledger.At(Gaochuan, Paper.Hour(0.99)));
        Assert.Equal(100, Assert.Single(ledger.At(Gaochuan, Paper.Hour(1))).Doses);
        LotHolding held = Assert.Single(ledger.At(Gaochuan, Paper.Hour(5)));
        Assert.Equal((FridgeTwo, 70L, true), (held.Unit, held.Doses, held.IsExact));
    }

    // LT-03
    [Fact]
    public void Of_one_moment_the_receipt_comes_before_the_use_however_they_were_entered()
    {
        StockLedger ledger = new Paper().Used(1, "gaochuan/fridge-2", 30).Supplied(1, "gaochuan/fridge-2", 100).Ledger;
        Assert.Equal([MovementKind.Receipt, MovementKind.Use], ledger.Movements.Select(movement => movement.Kind));
        Assert.DoesNotContain(ledger.Findings(Paper.Hour(9)), finding => finding.Kind == LotFindingKind.MoreThanHeld);
    }

    // LT-03
    [Fact]
    public void Of_one_moment_and_kind_the_first_entered_comes_first()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan", 10).Supplied(1, "gaochuan", 20).Ledger;
        Assert.Equal([1L, 2L], ledger.Movements.Select(movement => movement.Id));
    }

    // LT-04
    [Fact]
    public void More_taken_than_held_is_a_finding_and_the_balance_stays_as_the_papers_say()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 100).Used(5, "gaochuan/fridge-2", 120).Ledger;
        Assert.Equal(-20, ledger.Balance(Paper.HepB, Gaochuan, Paper.Hour(5)));
        Assert.Empty(ledger.At(Gaochuan, Paper.Hour(5)));
        LotFinding finding = Single(ledger, LotFindingKind.MoreThanHeld);
        Assert.Equal((20L, Paper.Hour(5)), (finding.Doses, finding.At));
    }

    // LT-09
    [Fact]
    public void Doses_whose_unit_no_paper_names_are_in_the_facility()
    {
        LotHolding held = Assert.Single(new Paper().Supplied(1, "gaochuan", 100).Ledger.At(Gaochuan, Paper.Hour(2)));
        Assert.Null(held.Unit);
        Assert.Equal(100, held.Doses);
    }

    // LT-10
    [Fact]
    public void A_use_that_names_the_unit_takes_from_doses_that_came_without_a_unit()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan", 100).Used(5, "gaochuan/fridge-2", 30).Ledger;
        LotHolding held = Assert.Single(ledger.At(Gaochuan, Paper.Hour(5)));
        Assert.Equal((null, 70L), ((StorageUnitId?)held.Unit, held.Doses));
        Assert.DoesNotContain(ledger.Findings(Paper.Hour(9)), finding => finding.Kind == LotFindingKind.MoreThanUnitHeld);
    }

    // LT-10
    [Fact]
    public void A_use_without_a_unit_leaves_the_only_unit_that_holds_doses_exact()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 100).Used(5, "gaochuan", 30).Ledger;
        LotHolding held = Assert.Single(ledger.At(Gaochuan, Paper.Hour(5)));
        Assert.Equal((FridgeTwo, 70L, true), (held.Unit, held.Doses, held.IsExact));
    }

    // LT-10
    [Fact]
    public void A_use_without_a_unit_out_of_two_units_gives_the_most_that_each_can_hold()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan/fridge-1", 100).Supplied(1, "gaochuan/fridge-2", 50).Used(5, "gaochuan", 70).Ledger;
        Assert.Equal(
            [(FridgeOne, 80L, false), (FridgeTwo, 50L, false)],
            ledger.At(Gaochuan, Paper.Hour(5)).Select(held => (held.Unit!.Value, held.Doses, held.IsExact)));
    }

    // LT-10
    [Fact]
    public void More_out_of_a_unit_than_it_can_have_held_is_a_finding_though_the_facility_had_enough()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan/fridge-1", 100).Supplied(1, "gaochuan/fridge-2", 50).Used(5, "gaochuan/fridge-2", 60).Ledger;
        Assert.Equal(10, Single(ledger, LotFindingKind.MoreThanUnitHeld).Doses);
        Assert.Equal(90, ledger.Balance(Paper.HepB, Gaochuan, Paper.Hour(5)));
    }

    [Fact]
    public void A_transfer_moves_doses_between_units_and_changes_no_balance()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan/fridge-2", 100).Transferred(5, ("gaochuan/fridge-2", "gaochuan/fridge-1"), 100).Ledger;
        Assert.Equal(FridgeOne, Assert.Single(ledger.At(Gaochuan, Paper.Hour(5))).Unit);
        Assert.Equal(100, ledger.Balance(Paper.HepB, Gaochuan, Paper.Hour(5)));
    }

    [Fact]
    public void Over_a_stretch_of_time_every_lot_that_was_inside_counts_with_the_most_there_was()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan/fridge-2", 100).Used(5, "gaochuan/fridge-2", 100).Supplied(9, "gaochuan/fridge-1", 7).Ledger;
        Assert.Equal(
            [(FridgeOne, 7L), (FridgeTwo, 100L)],
            ledger.During(Gaochuan, new TimeRange(Paper.Hour(4), Paper.Hour(9))).Select(held => (held.Unit!.Value, held.Doses)));
        Assert.Empty(ledger.During(Gaochuan, new TimeRange(Paper.Hour(5), Paper.Hour(8))));
    }

    // LT-15
    [Fact]
    public void A_count_that_differs_is_a_finding_and_changes_nothing()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 100).Counted(5, "gaochuan/fridge-2", 97).Ledger;
        Assert.Equal(-3, Single(ledger, LotFindingKind.CountDiffers).Doses);
        Assert.Equal(100, ledger.Balance(Paper.HepB, Gaochuan, Paper.Hour(6)));
    }

    // LT-16
    [Fact]
    public void A_voided_movement_is_out_of_the_ledger_and_so_is_what_it_led_to()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 100).Used(5, "gaochuan/fridge-2", 120).Voided(6, 2).Ledger;
        Assert.Equal(100, ledger.Balance(Paper.HepB, Gaochuan, Paper.Hour(7)));
        Assert.DoesNotContain(ledger.Findings(Paper.Hour(9)), finding => finding.Kind == LotFindingKind.MoreThanHeld);
    }

    // LT-08
    [Fact]
    public void Entries_that_a_paper_leaves_empty_are_listed()
    {
        StockLedger ledger = new Paper().Supplied(1, "gaochuan", 100)
            .With(movement => movement with { Journey = Paper.SignedJourney(0, 1) with { ArrivalTemperature = null } })
            .With(movement => movement with { Printed = new(new DateOnly(2027, 6, 1), "0.5mL", "S2026", null, null) })
            .Ledger;
        Assert.Equal(
            [PaperEntry.Unit, PaperEntry.LotReleaseNumber, PaperEntry.ArrivalTemperature],
            Single(ledger, LotFindingKind.EntriesMissing).Entries);
    }

    // LT-21
    [Fact]
    public void Two_papers_of_a_lot_with_different_expiry_disagree()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan", 100).With(movement => movement with { Printed = Expiring(1) })
            .Supplied(2, "gaochuan", 100).With(movement => movement with { Printed = Expiring(2) })
            .Ledger;
        LotFinding finding = Single(ledger, LotFindingKind.PapersDisagree);
        Assert.Equal([PaperEntry.Expiry], finding.Entries);
        Assert.Equal([2L], finding.Movements);
    }

    [Fact]
    public void A_movement_with_a_fault_is_never_folded() =>
        Assert.Throws<ArgumentException>(() => new Paper().Used(1, "gaochuan", 0).Ledger);

    private static PrintedLot Expiring(int day) => PrintedLot.Nothing with { Expiry = new DateOnly(2027, 6, day) };

    private static LotFinding Single(StockLedger ledger, LotFindingKind kind) =>
        Assert.Single(ledger.Findings(Paper.Hour(1_000)), finding => finding.Kind == kind);
}
