using System.Data.Common;
using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using ColdChain.Server.Traceability.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Traceability;

public sealed class MovementImportTests
{
    [Fact]
    public async Task A_list_is_entered_with_all_that_its_paper_says()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        ImportOutcome outcome = await ImportAsync(server, Csv.Story);
        Assert.Empty(outcome.Mistakes);
        Assert.Equal((4, 0), (outcome.Added, outcome.AlreadyKnown));
        MovementEntry receipt = (await MovementsAsync(server)).Single(movement => movement.DocumentNumber == "CK1" && movement.Kind == MovementKind.Receipt);
        Assert.Equal("gaochuan/fridge-2", receipt.ToUnitId.ToString());
        Assert.Equal("2026-04-01T02:00:00.000Z", receipt.At.ToString());
        Assert.Equal((4_000, 5_200, 36_500), (receipt.DepartureTemperature!.Value.MilliCelsius, receipt.ArrivalTemperature!.Value.MilliCelsius, receipt.MileageMetres!.Value));
        Assert.Equal(("李", "王", "批签2026-1"), (receipt.SentBy, receipt.ReceivedBy, receipt.LotReleaseNumber));
        Assert.Equal(new DateOnly(2027, 12, 31), receipt.Expiry);
    }

    // LT-08
    [Fact]
    public async Task Entries_that_are_empty_are_listed_by_line_and_refuse_nothing()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        ImportOutcome outcome = await ImportAsync(server, Csv.Header + "\n" + Csv.Use("JZ9", "5,gaochuan,,,,,,,,,,,,") + "\n");
        Assert.Equal((1, 2), (outcome.Added, Assert.Single(outcome.Missing).Line));
        Assert.Equal([PaperEntry.Unit], outcome.Missing[0].Entries);
    }

    // LT-19
    [Fact]
    public async Task The_same_list_again_changes_nothing()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story);
        ImportOutcome again = await ImportAsync(server, Csv.Story);
        Assert.Empty(again.Mistakes);
        Assert.Equal((0, 4), (again.Added, again.AlreadyKnown));
        Assert.Equal(4, (await MovementsAsync(server)).Count);
    }

    // LT-19
    [Fact]
    public async Task Another_line_under_a_number_that_was_used_is_a_mistake()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story);
        ImportOutcome outcome = await ImportAsync(server, Csv.Header + "\n" + Csv.Use("JZ1", "31,gaochuan,,,,,,,,,,,,") + "\n");
        Assert.Contains("JZ1/1 has been entered with other content", Assert.Single(outcome.Mistakes).English, StringComparison.Ordinal);
    }

    // LT-19
    [Fact]
    public async Task Two_lines_of_one_number_in_one_list_are_a_mistake()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string line = Csv.Use("JZ9", "5,gaochuan,,,,,,,,,,,,");
        ImportOutcome outcome = await ImportAsync(server, $"{Csv.Header}\n{line}\n{line}\n");
        Assert.Contains("JZ9/1 stands twice", Assert.Single(outcome.Mistakes).English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_listed_at_once_and_nothing_is_entered()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        ImportOutcome outcome = await ImportAsync(
            server,
            Csv.Story
            + Csv.Use("JZ2", "zero,gaochuan,fridge-9,,,,,,,,,,,") + "\n"
            + Csv.Use("JZ3", "5,nowhere,,,,,,,,,,,,") + "\n"
            + "JZ4,0,向上,yesterday,,甲,,,1,,2027-13-01,5,gaochuan,,,,,,,,,,,,\n");
        Assert.Equal(
            [
                (6, "fromUnit 'fridge-9' is no storage unit of gaochuan."),
                (7, "from 'nowhere' is no known facility."),
                (8, "documentLine '0' must be a whole number from 1."),
                (8, "kind '向上' must be receipt, transfer, issue, return, use, discard, count or void."),
                (8, "at 'yesterday' is no moment such as 2026-05-01 08:30."),
                (8, "product is empty."),
            ],
            outcome.Mistakes.Select(mistake => (mistake.Line, mistake.English)));
        Assert.Empty(await MovementsAsync(server));
    }

    // LT-16
    [Fact]
    public async Task A_wrong_line_is_voided_by_another_and_stays_on_record()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story);
        ImportOutcome outcome = await ImportAsync(
            server,
            Csv.Header + ",作废单号,作废行号,作废原因\n" + Csv.Use("ZF1", "0,gaochuan,,,,,,,,,,,,,JZ1,1,数量抄错").Replace("接种", "作废", StringComparison.Ordinal) + "\n");
        Assert.Empty(outcome.Mistakes);
        Assert.Equal(5, (await MovementsAsync(server)).Count);
        Assert.Equal(100, Assert.Single(await InsideAsync(server, "gaochuan/fridge-2")).Doses);
    }

    // LT-16
    [Theory]
    [InlineData("JZ7,1,抄错", "JZ7/1, which it voids, does not stand in the same book.")]
    [InlineData("JZ1,1,", "voidReason is empty.")]
    public async Task A_void_names_a_line_of_the_same_book_and_a_reason(string voids, string mistake)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story);
        ImportOutcome outcome = await ImportAsync(
            server,
            Csv.Header + ",作废单号,作废行号,作废原因\n" + Csv.Use("ZF1", "0,gaochuan,,,,,,,,,,,,," + voids).Replace("接种", "作废", StringComparison.Ordinal) + "\n");
        Assert.Equal(mistake, Assert.Single(outcome.Mistakes).English);
    }

    // LT-16
    [Theory]
    [InlineData("UPDATE movement_entry SET doses = 1")]
    [InlineData("DELETE FROM movement_entry")]
    public async Task The_database_itself_refuses_to_change_a_movement(string attempt)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story);
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        DbException refused = await Assert.ThrowsAnyAsync<DbException>(() => scope.ServiceProvider.GetRequiredService<RecordsDbContext>()
            .Database.ExecuteSqlRawAsync(attempt, TestContext.Current.CancellationToken));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_township_enters_into_its_own_book_and_into_no_other()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        ImportOutcome outcome = await ImportAsync(server, Csv.Story, "/qinghe-cdc/baishi/");
        Assert.Equal([2, 3, 4, 5], outcome.Mistakes.Select(mistake => mistake.Line).Distinct());
        Assert.Empty(await MovementsAsync(server));
    }

    // LT-09
    [Fact]
    public async Task Doses_without_a_unit_are_shown_in_every_unit_that_suits_and_marked()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story.Replace("高川镇卫生院,2号冰箱", "高川镇卫生院,", StringComparison.Ordinal));
        foreach (string unit in new[] { "gaochuan/fridge-1", "gaochuan/fridge-2" })
        {
            LotBalance balance = Assert.Single(await InsideAsync(server, unit));
            Assert.Equal((70L, false, true, "HEPB"), (balance.Doses, balance.UnitRecorded, balance.IsFreezeSensitive, balance.Vaccine.Key));
        }
    }

    // LT-02
    [Fact]
    public async Task An_expired_lot_that_is_still_inside_is_marked()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ImportAsync(server, Csv.Story.Replace("2027-12-31", "2026-04-30", StringComparison.Ordinal));
        Assert.True(Assert.Single(await InsideAsync(server, "gaochuan/fridge-2")).IsExpired);
    }

    private static async Task<ImportOutcome> ImportAsync(ServerUnderTest server, string csv, string path = "/")
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MovementImport>()
            .EnterAsync(path, PaperSheet.Read(Csv.Bytes(csv)), TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<MovementEntry>> MovementsAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<MovementEntry>().AsNoTracking()
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<LotBalance>> InsideAsync(ServerUnderTest server, string unit)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StockInside>()
            .AtAsync(StorageUnitId.Parse(unit, null), ServerUnderTest.Start, TestContext.Current.CancellationToken);
    }
}
