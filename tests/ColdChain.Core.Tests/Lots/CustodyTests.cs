using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Lots;

public sealed class CustodyTests
{
    private static readonly (string From, string To) ToGaochuan = ("qinghe-cdc/cold-room-1", "gaochuan/fridge-2");

    [Fact]
    public void A_lot_goes_from_the_cold_room_over_the_road_into_the_fridge_without_a_hole()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "qinghe-cdc/cold-room-1", 100).Issued(10, ToGaochuan, 100, "CK1").Received(12, ToGaochuan, 100, "CK1")
            .Used(30, "gaochuan/fridge-2", 100).Ledger;
        IReadOnlyList<CustodyLeg> legs = ledger.Legs(Paper.HepB, Paper.Hour(40));
        Assert.Collection(
            legs,
            leg => Assert.Equal(Range(1, 10), Assert.IsType<Placement>(leg).During),
            leg => Assert.Equal(Range(10, 12), Assert.IsType<Journey>(leg).During),
            leg => Assert.Equal(Range(12, 30), Assert.IsType<Placement>(leg).During));
    }

    [Fact]
    public void A_unit_that_is_emptied_and_filled_again_has_two_legs()
    {
        StockLedger ledger = new Paper()
            .Supplied(1, "gaochuan/fridge-2", 10).Used(5, "gaochuan/fridge-2", 10).Supplied(9, "gaochuan/fridge-2", 20).Ledger;
        Assert.Equal([Range(1, 5), new TimeRange(Paper.Hour(9), null)], ledger.Legs(Paper.HepB, Paper.Hour(20)).Select(leg => leg.During));
    }

    // LT-05
    [Fact]
    public void Received_from_a_facility_that_never_sent_it_is_a_finding()
    {
        LotFinding finding = Single(new Paper().Received(12, ToGaochuan, 100, "CK1"), LotFindingKind.ReceivedNeverSent);
        Assert.Equal("gaochuan/fridge-2", finding.Place.ToString());
    }

    // LT-05
    [Fact]
    public void Received_from_a_supplier_outside_the_tree_needs_no_issue() =>
        Assert.DoesNotContain(
            new Paper().Supplied(1, "gaochuan/fridge-2", 10).Ledger.Findings(Paper.Hour(99)),
            finding => finding.Kind == LotFindingKind.ReceivedNeverSent);

    // LT-05
    [Theory]
    [InlineData(33.99, 0)]
    [InlineData(34, 1)]
    public void Sent_a_day_ago_and_not_received_is_a_finding_and_is_still_on_the_way(double asOf, int findings)
    {
        StockLedger ledger = new Paper().Supplied(1, "qinghe-cdc", 100).Issued(10, ToGaochuan, 100, "CK1").Ledger;
        Assert.Equal(findings, ledger.Findings(Paper.Hour(asOf)).Count(finding => finding.Kind == LotFindingKind.SentNeverReceived));
        Assert.Null(Assert.Single(ledger.Legs(Paper.HepB, Paper.Hour(asOf)).OfType<Journey>()).During.End);
    }

    // LT-06
    [Fact]
    public void Ninety_eight_received_of_a_hundred_sent_is_a_finding() =>
        Assert.Equal(-2, Single(
            new Paper().Supplied(1, "qinghe-cdc", 100).Issued(10, ToGaochuan, 100, "CK1").Received(12, ToGaochuan, 98, "CK1"),
            LotFindingKind.DosesDiffer).Doses);

    // LT-06
    [Fact]
    public void One_issue_put_away_into_two_units_fits()
    {
        StockLedger ledger = new Paper().Supplied(1, "qinghe-cdc", 100).Issued(10, ToGaochuan, 100, "CK1")
            .Received(12, ToGaochuan, 60, "CK1").Received(12, ("qinghe-cdc", "gaochuan/fridge-1"), 40, "CK1").Ledger;
        Assert.DoesNotContain(ledger.Findings(Paper.Hour(99)), finding =>
            finding.Kind is LotFindingKind.DosesDiffer or LotFindingKind.ReceivedNeverSent);
        Assert.Equal(2, ledger.Legs(Paper.HepB, Paper.Hour(99)).OfType<Journey>().Count());
    }

    // LT-07
    [Fact]
    public void Received_before_it_was_sent_is_a_finding_and_no_leg()
    {
        Paper paper = new Paper().Supplied(1, "qinghe-cdc", 100).Issued(10, ToGaochuan, 100, "CK1").Received(9, ToGaochuan, 100, "CK1");
        Assert.Equal([2L, 3L], Single(paper, LotFindingKind.NegativeJourney).Movements);
        Assert.Empty(paper.Ledger.Legs(Paper.HepB, Paper.Hour(99)).OfType<Journey>());
    }

    // LT-07
    [Fact]
    public void A_paper_that_arrives_before_it_departs_is_a_finding_and_attests_nothing()
    {
        Paper paper = new Paper().Supplied(9, "gaochuan/fridge-2", 100)
            .With(movement => movement with { Journey = Paper.SignedJourney(departed: 8, arrived: 7) });
        Assert.Single(Single(paper, LotFindingKind.NegativeJourney).Movements);
    }

    // LT-18
    [Fact]
    public void Hepatitis_b_in_a_freezer_is_a_finding()
    {
        StorageUnitId freezer = StorageUnitId.Parse("qinghe-cdc/freezer-1", null);
        IReadOnlyList<CustodyLeg> legs = new Paper().Supplied(1, "qinghe-cdc/freezer-1", 10).Ledger.Legs(Paper.HepB, Paper.Hour(9));
        Dictionary<StorageUnitId, StorageProfile> profiles = new() { [freezer] = StandardProfiles.CnImmFreezer };
        Assert.Single(SuitabilityCheck.Findings(legs, VaccineCatalogue.Find("HEPB"), profiles));
        Assert.Empty(SuitabilityCheck.Findings(legs, VaccineCatalogue.Find("BOPV"), profiles));
    }

    // LT-02
    [Fact]
    public void The_expiry_day_is_still_a_day_of_use_and_the_next_is_not()
    {
        TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Lot lot = new(Paper.HepB, VaccineCatalogue.Find("HEPB"), PrintedLot.Nothing with { Expiry = new DateOnly(2026, 10, 1) });
        StockLedger ledger = new Paper().Supplied(1, "gaochuan/fridge-2", 10).Used(17, "gaochuan/fridge-2", 1).Ledger;
        // 2026-10-01 15:59 UTC is 23:59 in Shanghai; an hour later the day of use is over.
        Assert.Empty(ExpiryCheck.Findings(ledger, lot, Paper.Hour(15.99), shanghai));
        Assert.Equal(
            [(LotFindingKind.MovedAfterExpiry, 1L), (LotFindingKind.ExpiredInStock, 9L)],
            ExpiryCheck.Findings(ledger, lot, Paper.Hour(17), shanghai).Select(finding => (finding.Kind, finding.Doses)));
    }

    private static TimeRange Range(double from, double to) => new(Paper.Hour(from), Paper.Hour(to));

    private static LotFinding Single(Paper paper, LotFindingKind kind) =>
        Assert.Single(paper.Ledger.Findings(Paper.Hour(1_000)), finding => finding.Kind == kind);
}
