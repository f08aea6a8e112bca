using System.Globalization;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History.Integrity;

/// <summary>What goes into a chunk comes out of it, and takes little room inside.</summary>
public sealed class ChunkCodecTests
{
    [Fact]
    public void Any_readings_come_back_as_they_were() =>
        Prop.ForAll(SomeDays.Any, ComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void The_days_of_fridges_come_back_as_they_were() =>
        Prop.ForAll(SomeDays.Fridges, ComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void An_empty_day_comes_back_empty()
    {
        Assert.True(ChunkCodec.TryDecode(ChunkCodec.Encode(KeptDay.Empty), out KeptDay? back));
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
            () => ChunkCodec.Encode(new KeptDay(new KeptReading[ChunkCodec.MostReadings + 1], default)));
    }

    [Theory]
    [InlineData(60_000, 0, 6)] // a minute: nothing to say of it but how often it was nothing
    [InlineData(1_000, 0, 130)]
    public void A_day_in_which_nothing_happens_takes_next_to_nothing(int interval, int first, int most)
    {
        KeptReading[] readings = [.. Enumerable.Range(0, 86_400_000 / interval).Select(
            index => new KeptReading(first + (index * interval), 4_000, 1, SomeDays.Midnight + (index * interval / 60_000), 12))];

        Assert.InRange(ChunkCodec.Encode(new KeptDay(readings, default)).Length, 8, 20 + most);
    }

    [Fact]
    public void Bytes_of_another_version_are_no_chunk()
    {
        byte[] bytes = ChunkCodec.Encode(new KeptDay(SomeDays.Fridge(new Random(1)), default));
        bytes[0]++;

        Assert.False(ChunkCodec.TryDecode(bytes, out _));
        Assert.False(ChunkCodec.TryDecode([], out _));
    }

    [Fact]
    public void A_chunk_that_was_cut_is_no_chunk_or_another_day()
    {
        KeptDay day = new(SomeDays.Fridge(new Random(2)), default);
        byte[] bytes = ChunkCodec.Encode(day);

        for (int length = 0; length < bytes.Length; length++)
        {
            bool isChunk = ChunkCodec.TryDecode(bytes.AsSpan(0, length), out KeptDay? cut);
            Assert.False(isChunk && cut!.Readings.Span.SequenceEqual(day.Readings.Span), length.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_chunk_with_one_bit_changed_is_no_chunk()
    {
        byte[] bytes = ChunkCodec.Encode(new KeptDay(SomeDays.Fridge(new Random(3)), default));
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ChunkCodec.TryDecode(bytes, out _), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static void ComesBack(KeptDay day)
    {
        Assert.True(ChunkCodec.TryDecode(ChunkCodec.Encode(day), out KeptDay? back));
        Assert.True(back.Readings.Span.SequenceEqual(day.Readings.Span), "the readings");
        Assert.True(back.Conflicts.Span.SequenceEqual(day.Conflicts.Span), "the conflicts");
    }
}
