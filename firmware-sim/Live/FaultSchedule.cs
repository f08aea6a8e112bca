using FirmwareSim.Physics;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Live;

/// <summary>What is wrong with which bus, sensor or unit at a moment: a pure function of time, no timers.</summary>
internal sealed class FaultSchedule
{
    private readonly IReadOnlyList<(Happening Happening, SecondRange During)> _faults;

    public FaultSchedule(Scenario scenario, long liveStartSecond)
    {
        Seed = scenario.Seed;
        _faults = [.. scenario.Happenings
            .Where(happening => happening.Kind is not (HappeningKind.PowerOff or HappeningKind.PowerOn or HappeningKind.DoorOpen))
            .Select(happening => (happening, RangeOf(happening, scenario, liveStartSecond)))];
    }

    public ulong Seed { get; }

    public bool IsActive(HappeningKind kind, string target, DateTimeOffset now)
    {
        long milliseconds = now.ToUnixTimeMilliseconds();
        return _faults.Any(fault => fault.Happening.Kind == kind
            && fault.Happening.Target == target
            && fault.During.Contains(milliseconds));
    }

    /// <summary>The fault that hits this answer on the bus, or null.</summary>
    public HappeningKind? LineFaultOn(string bus, DateTimeOffset now, int answerNumber)
    {
        long milliseconds = now.ToUnixTimeMilliseconds();
        foreach ((Happening happening, SecondRange during) in _faults)
        {
            bool isOfLine = happening.Kind is HappeningKind.Noise or HappeningKind.WrongCrc or HappeningKind.Late
                or HappeningKind.Partial or HappeningKind.OtherTraffic;
            if (isOfLine && happening.Target == bus && during.Contains(milliseconds) && answerNumber % happening.Every == 0)
            {
                return happening.Kind;
            }
        }

        return null;
    }

    /// <summary>Whether the sensor, or the unit it hangs in, is to be silent.</summary>
    public bool IsSilent(string sensor, DateTimeOffset now)
    {
        long milliseconds = now.ToUnixTimeMilliseconds();
        return _faults.Any(fault => fault.Happening.Kind == HappeningKind.Silence
            && fault.During.Contains(milliseconds)
            && (fault.Happening.Target == sensor
                || sensor.StartsWith(fault.Happening.Target + "/", StringComparison.Ordinal)));
    }

    /// <summary>In Unix milliseconds, since a fault may last less than a second.</summary>
    private static SecondRange RangeOf(Happening happening, Scenario scenario, long liveStartSecond)
    {
        long start = happening.At.Resolve(liveStartSecond, scenario.UtcOffset) * 1_000;
        long end = happening.For is { } time ? start + (long)time.TotalMilliseconds : long.MaxValue;
        return new SecondRange(start, end);
    }
}
