using FirmwareSim.Commands;
using FirmwareSim.Paperwork;

namespace FirmwareSim.Tests.Paperwork;

public sealed class YearOfPapersTests
{
    private static readonly DateTime Until = new(2026, 11, 22, 15, 0, 0);

    private static readonly IReadOnlyList<PaperLine> Year = YearOfPapers.Write(Until, 365, 1);

    [Fact]
    public void The_same_seed_and_end_write_the_same_bytes_and_another_seed_others()
    {
        string text = PaperCsv.Write(Year);
        Assert.Equal(text, PaperCsv.Write(YearOfPapers.Write(Until, 365, 1)));
        Assert.NotEqual(text, PaperCsv.Write(YearOfPapers.Write(Until, 365, 2)));
    }

    [Fact]
    public void Papers_reach_back_a_year_and_end_at_the_moment_given()
    {
        Assert.InRange(Year[0].At, Until.AddDays(-366), Until.AddDays(-364));
        Assert.All(Year, line => Assert.True(line.At <= Until));
        Assert.InRange(Year.Count, 2_000, 6_000);
    }

    [Fact]
    public void Every_facility_writes_and_ten_vaccines_and_more_are_moved()
    {
        Assert.Equal(6, Year.Select(line => line.Kind == "入库" ? line.To : line.From).Distinct().Count());
        Assert.True(Year.Select(line => line.Lot.Product.Name).Distinct().Count() >= 10);
        Assert.Equal(["作废", "入库", "出库", "报废", "接种", "盘点"], Year.Select(line => line.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(7, 11)]
    [InlineData(42, 200)]
    public void The_fridge_that_will_lose_power_holds_what_frost_destroys_whatever_the_day(int seed, int daysLater)
    {
        IReadOnlyList<PaperLine> year = YearOfPapers.Write(Until.AddDays(daysLater), 365, seed);
        foreach (string product in new[] { PaperProduct.Hepatitis, PaperProduct.Diphtheria, PaperProduct.InactivatedPolio })
        {
            Assert.True(Held(year, product) > 0, product);
        }
    }

    [Fact]
    public void One_lot_is_past_its_expiry_and_still_held_in_that_fridge()
    {
        PaperLot expired = Assert.Single(Year.Select(line => line.Lot).Distinct(), lot => lot.Expiry < DateOnly.FromDateTime(Until));
        Assert.True(Held([.. Year.Where(line => line.Lot == expired)], PaperProduct.Influenza) > 0);
    }

    [Fact]
    public void Some_papers_leave_entries_empty()
    {
        PaperLine[] received = [.. Year.Where(line => line.Kind == "入库")];
        Assert.Contains(received, line => line.LotReleaseNumber is null);
        Assert.Contains(received, line => line.ToUnit is null);
        Assert.Contains(received, line => line.ArrivalTenths is null);
        Assert.Contains(received, line => line.ReceivedBy is null);
        Assert.Contains(received, line => line.ArrivalTenths > 80 && line.ArrivalTenths < 100);
        Assert.True(received.Count(line => line.LotReleaseNumber is null) < received.Length / 10);
    }

    [Fact]
    public void No_two_lines_of_one_book_share_a_number() =>
        Assert.All(
            Year.GroupBy(line => (line.Kind == "入库" ? line.To : line.From, line.Document, line.Line)),
            lines => Assert.Single(lines));

    [Fact]
    public void Every_line_has_as_many_cells_as_the_header()
    {
        string[] lines = PaperCsv.Write(Year).TrimEnd('\n').Split('\n');
        Assert.Equal(33, lines[0].Split(',').Length);
        Assert.All(lines, line => Assert.Equal(33, line.Split(',').Length));
    }

    [Fact]
    public async Task The_verb_writes_the_file_and_names_every_mistaken_option()
    {
        using ColdChain.Testing.TemporaryDirectory directory = new();
        string path = directory.Path("movements.csv");
        using StringWriter output = new();
        using StringWriter errors = new();
        Terminal terminal = new(output, errors, TimeProvider.System);
        int written = await Verbs.DispatchAsync(
            ["paperwork", "--out", path, "--until", "2026-11-22T15:00:00+08:00"], terminal, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Done, written);
        Assert.Equal(PaperCsv.Write(Year), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        int mistaken = await Verbs.DispatchAsync(
            ["paperwork", "--until", "soon", "--days", "5"], terminal, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Mistaken, mistaken);
        Assert.Equal(3, errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>What came into gaochuan's second fridge less what left it.</summary>
    private static int Held(IReadOnlyList<PaperLine> lines, string product) => lines
        .Where(line => line.Lot.Product.Name == product)
        .Sum(line => line.Kind == "入库" && line.To == PaperPlace.Gaochuan.Name && line.ToUnit == "fridge-2" ? line.Doses
            : line.From == PaperPlace.Gaochuan.Name && line.FromUnit == "fridge-2" && line.Kind != "入库" ? -line.Doses : 0);
}
