using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History;

/// <summary>Parts of a day together are what sorting all of them by moment gives, those of one moment in the order of the parts.</summary>
public sealed class PartsOfDayTests
{
    [Fact]
    public void Parts_together_are_all_their_readings_by_time() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            KeptDay[] parts = [.. Enumerable.Range(0, random.Next(5)).Select(part => new KeptDay(Some(random, 100 * part), Some(random, 1_000 + (100 * part))))];

            KeptDay together = PartsOfDay.Together(parts);

            Assert.Equal(Sorted(parts.Select(part => part.Readings)), together.Readings.ToArray());
            Assert.Equal(Sorted(parts.Select(part => part.Conflicts)), together.Conflicts.ToArray());
        }));

    private static KeptReading[] Sorted(IEnumerable<ReadOnlyMemory<KeptReading>> parts) =>
        [.. parts.SelectMany(part => part.ToArray()).OrderBy(reading => reading.Offset)];

    /// <summary>By time; few moments, so that several parts have the same, told apart by their values.</summary>
    private static KeptReading[] Some(Random random, int value) =>
    [
        .. Enumerable.Range(0, random.Next(30))
            .Select(_ => random.Next(40) * 60_000).Order()
            .Select((offset, index) => new KeptReading(offset, value + index, 1, 0, 1)),
    ];
}
