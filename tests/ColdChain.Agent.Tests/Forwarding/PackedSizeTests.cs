using System.Globalization;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>What thirty days of five fridges, a reading each ten minutes, cost on the wire: bodies alone, without headers.</summary>
public sealed class PackedSizeTests
{
    private const int Fridges = 5;
    private const int ReadingsOfFridge = 30 * 144;

    /// <summary>The goal of 25 kB is for sensors that keep their own beat; a poll's milliseconds cannot be packed away.</summary>
    [Theory]
    [InlineData(0, 25_000)]
    [InlineData(40, 50_000)]
    public async Task A_month_of_five_fridges_by_columns_is_a_third_of_what_it_is_by_rows(int jitterMilliseconds, int most)
    {
        ReadingBatch[] batches = [.. Entries(jitterMilliseconds).Chunk(ReadingBatch.MostEntries).Select(entries => BatchMaker.Make(
            JournalId.FromGuid(Guid.Parse("7f0c2d4e8a1b4c6d9e0f112233445566")), ForwardLane.Backlog, entries, Some.Morning))];
        long rows = await PackedAsync(batches);
        long columns = await PackedAsync(batches.Select(batch => batch.ByColumns()));
        TestContext.Current.TestOutputHelper?.WriteLine($"rows {rows}, columns {columns}");

        Assert.InRange(columns, 1, most);
        Assert.InRange(columns, 1, rows / 3);
    }

    private static async Task<long> PackedAsync(IEnumerable<ReadingBatch> batches)
    {
        long bytes = 0;
        foreach (ReadingBatch batch in batches)
        {
            using ByteArrayContent content = HttpServerLine.Pack(batch);
            bytes += (await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        return bytes;
    }

    /// <summary>A compressor's swing, the day's swing and a little noise, in tenths of a degree.</summary>
    private static IEnumerable<JournalEntry> Entries(int jitterMilliseconds)
    {
        Random random = new(20_261_122);
        for (int number = 0; number < Fridges * ReadingsOfFridge; number++)
        {
            (int minute, int fridge) = (number / Fridges * 10, number % Fridges);
            double celsius = 4.5 + (0.6 * Math.Sin((minute / 8.6) + fridge)) + (0.4 * Math.Sin(minute / 229.0))
                + (0.2 * (random.NextDouble() - 0.5));
            yield return new JournalEntry.Measured(number + 1, new Reading(
                SensorId.Parse($"gaochuan/fridge-{fridge}/top", CultureInfo.InvariantCulture),
                Some.Morning + TimeSpan.FromMilliseconds((minute * 60_000L) + (fridge * 1_000) + random.Next(jitterMilliseconds + 1)),
                Temperature.FromMilliCelsius((int)Math.Round(celsius * 10) * 100),
                ReadingFlags.None));
        }
    }
}
