using ColdChain.Server.History;

namespace ColdChain.Server.Tests.History;

public sealed class SequenceRangesTests
{
    [Fact]
    public void Nothing_has_no_ranges() => Assert.Empty(SequenceRanges.Of(ReadOnlySpan<long>.Empty));

    [Fact]
    public void The_ends_of_all_numbers_are_ranges_of_their_own() => Assert.Equal(
        [[long.MinValue, long.MinValue], [long.MaxValue - 1, long.MaxValue]],
        SequenceRanges.Of((ReadOnlySpan<long>)[long.MaxValue, long.MinValue, long.MaxValue - 1]));

    [Fact]
    public void The_highest_number_ends_a_range_that_lies_close_together() => Assert.Equal(
        [[long.MaxValue - 1, long.MaxValue]], SequenceRanges.Of((ReadOnlySpan<long>)[long.MaxValue, long.MaxValue - 1]));

    [Fact]
    public void Whatever_the_order_and_however_far_apart_the_ranges_hold_what_was_given_and_cannot_be_fewer()
    {
        Random random = new(20_261_122);
        for (int round = 0; round < 5_000; round++)
        {
            long[] sequences = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.NextInt64(1, 1 + random.Next(1, 400) * (round % 3 == 0 ? 1L << 40 : 1)))];

            IReadOnlyList<long[]> ranges = SequenceRanges.Of((ReadOnlySpan<long>)sequences);

            Assert.Equal(sequences.Distinct().Order(), ranges.SelectMany(range => Between(range[0], range[1])));
            Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.Second[0] > pair.First[1] + 1));
        }
    }

    private static IEnumerable<long> Between(long first, long last)
    {
        for (long sequence = first; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }
}
