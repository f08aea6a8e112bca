using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Live;

/// <summary>Turns the statements about a fridge into its story in Unix seconds.</summary>
internal static class FridgeStories
{
    public static FridgeStory Of(Scenario scenario, FridgePlan fridge, long liveStartSecond)
    {
        DoorHabit habit = new(
            fridge.DoorsPerDay, scenario.UtcOffset, StableNoise.SeedFor(scenario.Seed, "doors of " + fridge.Unit));
        Happening[] own = [.. scenario.Happenings.Where(happening => happening.Target == fridge.Unit)];
        long[] powerBack = [.. own
            .Where(happening => happening.Kind == HappeningKind.PowerOn)
            .Select(happening => happening.At.Resolve(liveStartSecond, scenario.UtcOffset))];
        return new FridgeStory(
            [.. own.Where(happening => happening.Kind == HappeningKind.PowerOff).Select(Cut)],
            [.. own.Where(happening => happening.Kind == HappeningKind.DoorOpen).Select(Range)],
            habit);

        SecondRange Range(Happening happening)
        {
            long start = happening.At.Resolve(liveStartSecond, scenario.UtcOffset);
            return new SecondRange(
                start, happening.For is { } time ? start + Math.Max(1, (long)time.TotalSeconds) : long.MaxValue);
        }

        SecondRange Cut(Happening happening)
        {
            SecondRange cut = Range(happening);
            long back = powerBack.Where(moment => moment > cut.Start).DefaultIfEmpty(long.MaxValue).Min();
            return cut with { End = Math.Min(cut.End, back) };
        }
    }
}
