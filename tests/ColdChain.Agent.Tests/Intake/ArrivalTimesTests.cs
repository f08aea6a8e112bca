using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Intake;

public sealed class ArrivalTimesTests
{
    private readonly ArrivalTimes _times = new();

    [Fact]
    public void What_arrives_in_one_millisecond_is_still_so_many_readings() =>
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(_ => After(0)));

    [Fact]
    public void Readings_apart_in_time_stay_where_they_are() => Assert.Equal([0, 500, 1000], [After(0), After(500), After(1000)]);

    [Fact]
    public void A_clock_that_was_set_back_is_believed() => Assert.Equal([60_000, 0, 500], [After(60_000), After(0), After(500)]);

    [Fact]
    public void The_devices_own_time_is_never_touched() =>
        Assert.Equal([0, 0], [After(0, ReadingFlags.DeviceTime), After(0, ReadingFlags.DeviceTime)]);

    [Fact]
    public void Any_number_of_sensors_is_kept_in_bounded_memory()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int number = 0; number < 100_000; number++)
        {
            _times.Of(Some.Reading(1) with { Sensor = Core.Identity.SensorId.Parse($"s/{number}", System.Globalization.CultureInfo.InvariantCulture) });
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 5_000_000);
    }

    private long After(int milliseconds, ReadingFlags flags = ReadingFlags.None) =>
        (_times.Of(Some.Reading(0) with { MeasuredAt = Some.Morning + TimeSpan.FromMilliseconds(milliseconds), Flags = flags }) - Some.Morning)
        .Ticks / TimeSpan.TicksPerMillisecond;
}
