using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History.Integrity;

/// <summary>What goes into a chunk comes out of it, and takes little room inside.</summary>
public sealed class ChunkCodecTests
{
    /// <summary>Two readings as the program of b90a6d7 wrote them.</summary>
    private const string ChunkOfFormat5 = "013C97A73889308157B53082242C8EADD8";
    private const string FiguresOfFormat5 = "0200787878C03E6464";

    private static readonly ChunkId Id = new(20_575, 7, 0);

    [Fact]
    public void Any_readings_come_back_as_they_were() =>
        Prop.ForAll(SomeDays.Any, ComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void The_days_of_fridges_come_back_as_they_were() =>
        Prop.ForAll(SomeDays.Fridges, ComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void An_empty_day_comes_back_empty()
    {
        Assert.True(ChunkCodec.TryDecode(Id, ChunkCodec.Encode(Id, KeptDay.Empty), out KeptDay? back));
        Assert.True(back.Readings.IsEmpty && back.Conflicts.IsEmpty);
    }

    [Fact]
    public void A_day_with_conflicts_alone_comes_back()
    {
        KeptReading[] conflicts = [new(5, 4_100, 1, 7, 1), new(5, 4_200, 1, 7, 1)];

        ComesBack(KeptDay.Empty with { Conflicts = conflicts });
    }

    [Fact]
    public void The_most_readings_that_a_chunk_holds_come_back()
    {
        KeptReading[] readings = [.. Enumerable.Range(0, ChunkCodec.MostReadings).Select(index => new KeptReading(index * 432, 4_000, 1, 5, 1))];

        ComesBack(new KeptDay(readings, readings));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ChunkCodec.Encode(Id, new KeptDay(new KeptReading[ChunkCodec.MostReadings + 1], default)));
    }

    [Theory]
    [InlineData(60_000, 0, 6)] // a minute: nothing to say of it but how often it was nothing
    [InlineData(1_000, 0, 130)]
    public void A_day_in_which_nothing_happens_takes_next_to_nothing(int interval, int first, int most)
    {
        KeptReading[] readings = [.. Enumerable.Range(0, 86_400_000 / interval).Select(
            index => new KeptReading(first + (index * interval), 4_000, 1, SomeDays.Midnight + (index * interval / 60_000), 12))];

        Assert.InRange(ChunkCodec.Encode(Id, new KeptDay(readings, default)).Length, 8, 20 + most);
    }

    [Fact]
    public void Bytes_of_another_version_are_no_chunk()
    {
        byte[] bytes = ChunkCodec.Encode(Id, new KeptDay(SomeDays.Fridge(new Random(1)), default));
        bytes[0]++;

        Assert.False(ChunkCodec.TryDecode(Id, bytes, out _));
        Assert.False(ChunkCodec.TryDecode(Id, [], out _));
    }

    [Fact]
    public void A_chunk_that_was_cut_is_no_chunk_or_another_day()
    {
        KeptDay day = new(SomeDays.Fridge(new Random(2)), default);
        byte[] bytes = ChunkCodec.Encode(Id, day);

        for (int length = 0; length < bytes.Length; length++)
        {
            bool isChunk = ChunkCodec.TryDecode(Id, bytes.AsSpan(0, length), out KeptDay? cut);
            Assert.False(isChunk && cut!.Readings.Span.SequenceEqual(day.Readings.Span), length.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_chunk_with_one_bit_changed_is_no_chunk()
    {
        byte[] bytes = ChunkCodec.Encode(Id, new KeptDay(SomeDays.Fridge(new Random(3)), default));
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ChunkCodec.TryDecode(Id, bytes, out _), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact] // A flipped bit of its key would show it as another day's, or another sensor's.
    public void A_chunk_under_another_key_is_no_chunk_and_its_figures_are_none()
    {
        KeptDay day = new(SomeDays.Fridge(new Random(4)), default);
        (byte[] bytes, byte[] figures) = (ChunkCodec.Encode(Id, day), ChunkFigures.Of(day).ToBytes(Id));
        for (int bit = 0; bit < 60; bit++)
        {
            ChunkId other = ChunkId.Of(Id.Number ^ (1L << bit));
            Assert.False(ChunkCodec.TryDecode(other, bytes, out _), $"bit {bit}");
            Assert.False(ChunkFigures.TryRead(other, figures, out _), $"bit {bit}, figures");
        }

        Assert.True(ChunkFigures.TryRead(Id, figures, out ChunkFigures read));
        Assert.Equal(ChunkFigures.Of(day), read);
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(127, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 1)] // what came late was another value and nothing else
    [InlineData(0, 200)]
    public void Figures_with_one_bit_changed_are_none(int count, int conflicts)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            int begin = random.Next(80_000) * (seed % 2 == 0 ? 1_000 : 997);
            KeptReading[] fridge = [.. Enumerable.Range(0, 400).Select(index => new KeptReading(begin + (index * 997), random.Next(-3_000, 9_000), 0, 5, 1))];
            ChunkId id = new(20_000 + seed, seed * 31, seed % 3);
            byte[] bytes = ChunkFigures.Of(new KeptDay(fridge.AsMemory(0, count), fridge.AsMemory(0, conflicts))).ToBytes(id);
            for (int bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(ChunkFigures.TryRead(id, bytes, out _), $"seed {seed}, bit {bit}");
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void What_was_written_up_to_format_5_is_read_and_verifies()
    {
        KeptReading[] readings = [new(60_000, 4_000, 0, SomeDays.Midnight + 1, 1), new(120_000, 4_100, 0, SomeDays.Midnight + 2, 1)];
        KeptDay day = new(readings, default);
        byte[] chunk = Convert.FromHexString(ChunkOfFormat5);
        byte[] figures = Convert.FromHexString(FiguresOfFormat5);

        Assert.True(ChunkCodec.TryDecode(Id, chunk, out KeptDay? back));
        Assert.True(back.Readings.Span.SequenceEqual(readings));
        Assert.True(ChunkCodec.IsAsEncoded(Id, chunk, day));
        Assert.True(ChunkFigures.TryRead(Id, figures, out ChunkFigures read));
        Assert.Equal(ChunkFigures.Of(day), read);
        Assert.True(read.IsAsWritten(Id, figures));
    }

    private static void ComesBack(KeptDay day)
    {
        Assert.True(ChunkCodec.TryDecode(Id, ChunkCodec.Encode(Id, day), out KeptDay? back));
        Assert.True(back.Readings.Span.SequenceEqual(day.Readings.Span), "the readings");
        Assert.True(back.Conflicts.Span.SequenceEqual(day.Conflicts.Span), "the conflicts");
    }
}
