using System.Text.Json;
using ColdChain.Core.Wire;

namespace ColdChain.Core.Tests.Wire;

public sealed class WireColumnsTests
{
    [Fact]
    public void Any_readings_come_back_as_they_were()
    {
        Random random = new(20_261_122);
        for (int round = 0; round < 2_000; round++)
        {
            WireReading[] readings = [.. Enumerable.Range(0, random.Next(40)).Select(_ => new WireReading(
                random.NextInt64(1, long.MaxValue / 2),
                random.NextInt64(long.MinValue / 2, long.MaxValue / 2),
                random.Next(int.MinValue, int.MaxValue),
                random.Next(int.MinValue, int.MaxValue)))];

            Assert.True(WireColumns.Of(readings).TryRead(out IReadOnlyList<WireReading>? read, out _));
            Assert.Equal(readings, read);
        }
    }

    [Fact]
    public void What_grows_evenly_is_one_number_again_and_again()
    {
        WireColumns columns = WireColumns.Of([.. Enumerable.Range(0, 3).Select(n => new WireReading(7 + (50 * n), 60_000L * n, 4_300, 1))]);

        Assert.Equal([7, 50, 50], columns.Sequences);
        Assert.Equal([0, 60_000, 60_000], columns.Times);
        Assert.Equal([4_300, 0, 0], columns.Values);
        Assert.Equal([1, 0, 0], columns.Flags);
    }

    [Fact]
    public void A_batch_by_columns_says_the_same_and_keeps_the_rest()
    {
        ReadingBatch batch = new()
        {
            Journal = "7f0c2d4e8a1b4c6d9e0f112233445566",
            Lane = ReadingBatch.BacklogLane,
            AgentTime = 5,
            Series = [new WireSeries { Sensor = "a/b/c", Readings = [new(1, 2, 3, 4)] }],
            Events = [new WireEvent { Sequence = 2, Kind = WireEventKinds.PowerLost, At = 1 }],
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(batch.ByColumns(), WireJson.Default.ReadingBatch);
        ReadingBatch read = JsonSerializer.Deserialize(json, WireJson.Default.ReadingBatch)!;

        Assert.True(read.Series[0].Columns!.TryRead(out IReadOnlyList<WireReading>? readings, out _));
        Assert.Equal(batch.Series[0].Readings, readings);
        Assert.Equal(batch.Events, read.Events);
    }
}
