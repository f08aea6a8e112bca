using System.Text.Json;
using ColdChain.Core.Wire;

namespace ColdChain.Core.Tests.Wire;

public sealed class WireColumnsTests
{
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

        WireColumns columns = read.Series[0].Columns!;
        Assert.Equal([[1L], [2], [3], [4]], [columns.Sequences, columns.Times, columns.Values, columns.Flags]);
        Assert.Empty(read.Series[0].Readings);
        Assert.Equal(batch.Events, read.Events);
    }
}
