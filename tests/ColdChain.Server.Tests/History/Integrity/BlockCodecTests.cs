using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History.Integrity;

/// <summary>Any days of a sensor come back out of a block as they went in, and other bytes are no block.</summary>
public sealed class BlockCodecTests
{
    private const int Rounds = 20_000;
    private const int Seed = 20_261_122;
    private const int FirstDay = 20_568;

    private static readonly BlockId Block = new(BlockId.SpanOf(FirstDay), 305, 2);

    [Fact]
    public void Days_of_fridges_come_back_as_they_were() => Check(SomeDays.Fridges, 60);

    [Fact]
    public void Days_that_nothing_makes_come_back_as_they_were() => Check(SomeDays.Any, 400);

    [Fact]
    public void A_month_of_one_fridge_takes_less_than_half_of_its_days_one_by_one()
    {
        KeptDay[] days = [.. Enumerable.Range(0, BlockId.DaysOfSpan).Select(day => QuarterHours(day))];
        BoundChunk[] chunks = ChunksOf(days);

        int bound = BlockHeads.Encode(Block, 7, chunks).Length + BlockCodec.Encode(Block, chunks, days).Length + (2 * Digest.Length);
        int alone = chunks.Zip(days).Sum(pair =>
            ChunkCodec.Encode(pair.First.Id, pair.Second).Length + pair.First.Figures.ToBytes(pair.First.Id).Length + Digest.Length);

        Assert.True(bound * 2 < alone, $"{bound} bytes bound, {alone} alone");
    }

    [Fact]
    public void No_bytes_make_the_reading_of_a_block_throw_or_take_much_memory()
    {
        KeptDay[] days = [.. Enumerable.Range(0, 6).Select(day => new KeptDay(SomeDays.Fridge(new Random(day)).Take(30).ToArray(), default))];
        BoundChunk[] chunks = ChunksOf(days);
        (byte[] heads, byte[] readings) = (BlockHeads.Encode(Block, 7, chunks), BlockCodec.Encode(Block, chunks, days));
        Random random = new(Seed);
        int read = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            if (BlockHeads.TryDecode(Block, 7, Changed(random, heads), out BoundChunk[]? found))
            {
                read++;
                BlockCodec.TryDecode(Block, found, Changed(random, readings), out _);
            }
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Assert.True(read > 100, $"only {read} were heads");
        Assert.True(each < 1_000_000, $"{each} bytes allocated a round");
    }

    [Fact]
    public void Every_bit_of_heads_and_readings_is_under_a_check_sum()
    {
        KeptDay[] days = [QuarterHours(1), QuarterHours(2)];
        BoundChunk[] chunks = ChunksOf(days);
        (byte[] heads, byte[] readings) = (BlockHeads.Encode(Block, 7, chunks), BlockCodec.Encode(Block, chunks, days));
        for (int bit = 0; bit < heads.Length * 8; bit++)
        {
            heads[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(BlockHeads.TryDecode(Block, 7, heads, out _));
            heads[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (int bit = 0; bit < readings.Length * 8; bit++)
        {
            readings[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(BlockCodec.TryDecode(Block, chunks, readings, out _));
            readings[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static void Check(Arbitrary<KeptDay> kind, int rounds) => Prop.ForAll(
        kind.Generator.NonEmptyListOf().Select(days => days.Take(BlockId.DaysOfSpan - 4).ToArray()).ToArbitrary(),
        days =>
        {
            BoundChunk[] chunks = ChunksOf(days);
            byte[] heads = BlockHeads.Encode(Block, 7, chunks);
            byte[] readings = BlockCodec.Encode(Block, chunks, days);
            Assert.True(BlockHeads.TryDecode(Block, 7, heads, out BoundChunk[]? foundChunks));
            Assert.Equal(chunks, foundChunks);
            Assert.True(BlockCodec.TryDecode(Block, foundChunks, readings, out KeptDay[]? found));
            Assert.Equal(days.Select(day => day.Readings.ToArray()), found.Select(day => day.Readings.ToArray()));
            Assert.Equal(days.Select(day => day.Conflicts.ToArray()), found.Select(day => day.Conflicts.ToArray()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(rounds));

    private static BoundChunk[] ChunksOf(KeptDay[] days) =>
    [
        .. days.Select((day, index) => new BoundChunk(
            new ChunkId(FirstDay + (index % 24), Block.Sensor, index / 24), 7 + (index * 300L), FiguresOf(day), unchecked((ushort)(index * 4_801)))),
    ];

    /// <summary>Of days that nothing makes too, whose times and sums no day has.</summary>
    private static ChunkFigures FiguresOf(KeptDay day)
    {
        KeptReading[] all = [.. day.Readings.Span, .. day.Conflicts.Span];
        (int lowest, int highest) = all.Length == 0 ? (0, 0) : (all.Min(one => one.MilliCelsius), all.Max(one => one.MilliCelsius));
        (int first, int last) = all.Length == 0 ? (0, 0) : (all[0].Offset, all[^1].Offset);
        return new ChunkFigures(day.Readings.Length, day.Conflicts.Length, first, last, unchecked(last - first), lowest, highest, all.Sum(one => (long)one.MilliCelsius));
    }

    /// <summary>A fridge that is told every quarter of an hour to a tenth of a degree, stored as it came.</summary>
    private static KeptDay QuarterHours(int day)
    {
        Random random = new(day);
        KeptReading[] readings = new KeptReading[96];
        int value = 4_500;
        for (int index = 0; index < readings.Length; index++)
        {
            value += random.Next(-1, 2) * 100;
            readings[index] = new KeptReading(index * 900_000, value, 0, SomeDays.Midnight + (day * 1_440) + (index * 15), 3);
        }

        return new KeptDay(readings, ReadOnlyMemory<KeptReading>.Empty);
    }

    [Fact]
    public void A_block_under_another_key_is_no_block()
    {
        KeptDay[] days = [QuarterHours(0), QuarterHours(1)];
        BoundChunk[] chunks = ChunksOf(days);
        (byte[] heads, byte[] readings) = (BlockHeads.Encode(Block, 7, chunks), BlockCodec.Encode(Block, chunks, days));
        for (int bit = 10; bit < 48; bit++)
        {
            BlockId other = BlockId.Of(Block.Key ^ (1L << bit));
            Assert.False(BlockHeads.TryDecode(other, 7, heads, out _), $"bit {bit}, heads");
            Assert.False(BlockCodec.TryDecode(other, chunks, readings, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void Blocks_of_version_1_are_read_as_they_were_written()
    {
        KeptDay[] days = [QuarterHours(0), QuarterHours(1)];
        BoundChunk[] chunks = ChunksOf(days);
        (byte[] heads, byte[] readings) = (BlockHeads.Encode(Block, 7, chunks, version: 1), BlockCodec.Encode(Block, chunks, days, version: 1));

        Assert.True(BlockHeads.TryDecode(Block, 7, heads, out BoundChunk[]? back));
        Assert.Equal(chunks, back);
        Assert.True(BlockCodec.TryDecode(Block, chunks, readings, out KeptDay[]? opened));
        Assert.True(opened[1].Readings.Span.SequenceEqual(days[1].Readings.Span));
    }

    private static byte[] Changed(Random random, byte[] whole)
    {
        byte[] bytes = whole[..(random.Next(4) == 0 ? random.Next(whole.Length) : whole.Length)];
        for (int change = random.Next(1, 4); change > 0 && bytes.Length > 3; change--)
        {
            int at = random.Next(3, bytes.Length);
            bytes[at] = (byte)(random.Next(2) == 0 ? bytes[at] ^ (1 << random.Next(8)) : random.Next(256));
        }

        CheckedBytes.WriteSum(bytes, Block.Place);
        return bytes;
    }
}
