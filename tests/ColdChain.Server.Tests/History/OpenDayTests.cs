using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Tests.History.Integrity;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History;

/// <summary>An open day says the same as a plain list of its readings, however they came, and no older view of it ever changes.</summary>
public sealed class OpenDayTests
{
    [Fact]
    public void However_the_readings_come_the_day_has_them_by_time() =>
        Holds(random =>
        {
            KeptReading[] all = SomeDays.Fridge(random);
            List<(OpenDay View, KeptReading[] Content)> views = [];
            OpenDay day = Filled(all, random, views);

            Assert.Equal(all, day.Content.Readings.ToArray());
            Assert.Equal(all.Length, day.Count);
            Assert.Equal(all[^1].Offset, day.LastOffset);
            Assert.All(views, seen => Assert.Equal(seen.Content, seen.View.Content.Readings.ToArray()));
        });

    [Fact]
    public void A_part_of_the_day_holds_all_that_lies_in_it() =>
        Holds(random =>
        {
            KeptReading[] all = SomeDays.Fridge(random);
            OpenDay day = Filled(all, random, []);
            int from = random.Next(-1, 86_400_001);
            int until = random.Next(from, 86_400_002);

            KeptReading[] part = day.About(from, until).Readings.ToArray();

            Assert.Equal(all.Where(Lies), part.Where(Lies));
            Assert.Equal(part.OrderBy(reading => reading.Offset), part);
            Assert.True(part.Length <= all.Count(Lies) + (2 * PackedBlock.Size));

            bool Lies(KeptReading reading) => reading.Offset >= from && reading.Offset < until;
        });

    [Fact]
    public void The_last_before_a_moment_is_found() =>
        Holds(random =>
        {
            KeptReading[] all = SomeDays.Fridge(random);
            OpenDay day = Filled(all, random, []);
            int moment = random.Next(2) == 0 ? all[random.Next(all.Length)].Offset : random.Next(86_400_001);

            Assert.Equal(all.Where(reading => reading.Offset < moment).Cast<KeptReading?>().LastOrDefault(), day.LastBefore(moment));
            Assert.Equal(all[^1], day.LastBefore(int.MaxValue));
        });

    [Fact]
    public void Each_moment_is_known_by_its_value_or_free() =>
        Holds(random =>
        {
            KeptReading[] all = SomeDays.Fridge(random);
            OpenDay day = Filled(all, random, []);
            KeptReading one = all[random.Next(all.Length)];
            day = day.WithConflict(one with { MilliCelsius = one.MilliCelsius + 1 }, 0);
            BlockInSight inSight = new();

            Assert.All(all, reading => Assert.Equal(MomentStanding.Same, day.StandingOf(reading.Offset, reading.MilliCelsius, inSight)));
            Assert.Equal(MomentStanding.Same, day.StandingOf(one.Offset, one.MilliCelsius + 1, inSight));
            Assert.Equal(MomentStanding.Other, day.StandingOf(one.Offset, one.MilliCelsius + 2, inSight));
            HashSet<int> taken = [.. all.Select(reading => reading.Offset)];
            Assert.All(
                all.Select(reading => reading.Offset + 1).Where(offset => !taken.Contains(offset)),
                free => Assert.Equal(MomentStanding.Free, day.StandingOf(free, one.MilliCelsius, inSight)));
        });

    [Fact]
    public void The_strangest_values_and_sources_come_back()
    {
        int[] values = [int.MinValue, int.MaxValue, 0, -1, 1];
        KeptReading[] all = [.. Enumerable.Range(0, 2 * PackedBlock.Size).Select(index => new KeptReading(
            index * 337_500, values[index % 5], (ushort)(index % 3 * 32_767), index % 7 * 300_000_000, 1 + (index % 11 * 100_000_000)))];

        Assert.Equal(all, Empty().WithLater(all, 0).Content.Readings.ToArray());
    }

    /// <summary>What memory the open days take follows from it: 20 bytes a plain reading, and the newest are plain.</summary>
    [Theory]
    [InlineData(0, 3.6)]
    [InlineData(1, 3.6)]
    public void A_reading_a_minute_takes_few_bytes_however_it_was_sent(int storedEachMinute, double most)
    {
        KeptReading[] all = [.. Enumerable.Range(0, PackedBlock.Size).Select(minute => new KeptReading(
            (minute * 60_000) + 17_000, 4_000 + (minute * 7 % 13 * 100), 1, SomeDays.Midnight + (minute * storedEachMinute), 305))];

        Assert.InRange(PackedBlock.Of(all).Bytes.Length / (double)all.Length, 1, most);
    }

    private static void Holds(Action<Random> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => check(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static OpenDay Empty() => new(20_000, 0, KeptDay.Empty, 1);

    /// <summary>In some pieces: each later than what is there, or some left out and brought afterwards.</summary>
    private static OpenDay Filled(KeptReading[] all, Random random, List<(OpenDay View, KeptReading[] Content)> views)
    {
        OpenDay day = Empty();
        List<KeptReading> held = [];
        KeptReading[] late = [.. all.Where(_ => random.Next(5) == 0)];
        KeptReading[] first = [.. all.Except(late)];
        for (int at = 0; at < first.Length;)
        {
            KeptReading[] piece = [.. first.Skip(at).Take(random.Next(3) == 0 ? random.Next(1, 700) : random.Next(1, 6))];
            at += piece.Length;
            day = day.WithLater(piece, at);
            Seen(piece);
        }

        for (int at = 0; at < late.Length;)
        {
            KeptReading[] piece = [.. late.Skip(at).Take(random.Next(1, 300))];
            at += piece.Length;
            day = day.WithBetween(piece, at);
            Seen(piece);
        }

        return day;

        void Seen(KeptReading[] piece)
        {
            held.AddRange(piece);
            if (random.Next(10) == 0)
            {
                views.Add((day, [.. held.OrderBy(reading => reading.Offset)]));
            }
        }
    }
}
