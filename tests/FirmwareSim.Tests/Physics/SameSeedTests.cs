using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.Physics;

public sealed class SameSeedTests
{
    private const long LiveStart = 1_795_330_800;

    [Fact]
    public void The_same_seed_gives_the_same_series()
    {
        Assert.Equal(Series(seed: 7, stepSeconds: 60), Series(seed: 7, stepSeconds: 60));
        Assert.NotEqual(Series(seed: 7, stepSeconds: 60), Series(seed: 8, stepSeconds: 60));
    }

    [Fact]
    public void How_often_a_sensor_is_asked_does_not_change_what_it_says() => Prop
        .ForAll(Gen.Choose(1, 900).ToArbitrary(), step =>
        {
            Plant often = Plants.Of(Plants.TwoFridges, LiveStart);
            for (long second = LiveStart; second < LiveStart + 3_600; second += step)
            {
                Plants.Read(often, "a/fridge-1/top", second);
            }

            Plant once = Plants.Of(Plants.TwoFridges, LiveStart);
            return Plants.Read(often, "a/fridge-1/top", LiveStart + 3_600) == Plants.Read(once, "a/fridge-1/top", LiveStart + 3_600);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Another_fridge_beside_it_does_not_change_a_fridge()
    {
        string alone = string.Join('\n', Plants.TwoFridges.Split('\n').Where(line => !line.Contains("fridge-2", StringComparison.Ordinal)));

        Assert.Equal(
            Plants.Read(Plants.Of(Plants.TwoFridges, LiveStart), "a/fridge-1/top", LiveStart + 5_000),
            Plants.Read(Plants.Of(alone, LiveStart), "a/fridge-1/top", LiveStart + 5_000));
    }

    [Fact]
    public void A_moment_that_has_passed_changes_nothing()
    {
        Plant plant = Plants.Of(Plants.TwoFridges, LiveStart);
        int now = Plants.Read(plant, "a/fridge-1/top", LiveStart + 100);

        Assert.Equal(now, Plants.Read(plant, "a/fridge-1/top", LiveStart + 50));
    }

    private static int[] Series(int seed, long stepSeconds)
    {
        Plant plant = Plants.Of($"seed {seed}\n{Plants.TwoFridges}", LiveStart);
        return [.. Enumerable.Range(0, 200).Select(i => Plants.Read(plant, "a/fridge-2/top", LiveStart + (i * stepSeconds)))];
    }
}
