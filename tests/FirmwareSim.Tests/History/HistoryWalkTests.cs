using FirmwareSim.History;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;

namespace FirmwareSim.Tests.History;

public sealed class HistoryWalkTests
{
    private const long LiveStart = 1_795_330_800;

    private static readonly HistoryPlan OneDay = new(1, HistoryPlan.UsualInterval);

    [Fact]
    public void The_live_run_goes_on_where_the_history_ended()
    {
        Plant walked = OneDayBefore(Plants.TwoFridges);
        IReadOnlyList<PastReading> past = HistoryWalk.Take(walked, OneDay);
        Plant straight = OneDayBefore(Plants.TwoFridges);

        Assert.Equal(
            Plants.Read(straight, "a/fridge-2/top", LiveStart + 5), Plants.Read(walked, "a/fridge-2/top", LiveStart + 5));
        int last = past.Last(reading => reading.Sensor == "a/fridge-2/top").MilliCelsius;
        Assert.InRange(Plants.Read(walked, "a/fridge-2/top", LiveStart + 10) - last, -500, 500);
    }

    [Fact]
    public void A_silence_is_a_gap_in_the_history()
    {
        Plant plant = OneDayBefore(Plants.TwoFridges + "\nat -05:00:00 silence a/fridge-1 for 02:00:00");

        long[] seconds = [.. HistoryWalk.Take(plant, OneDay)
            .Where(reading => reading.Sensor == "a/fridge-1/top").Select(reading => reading.Second)];

        (long First, long Second) gap = seconds.Zip(seconds.Skip(1)).MaxBy(pair => pair.Second - pair.First);
        Assert.Equal((LiveStart - (5 * 3_600) - 300, LiveStart - (3 * 3_600)), gap);
    }

    [Fact]
    public void A_counting_sensor_has_no_past()
    {
        Plant plant = OneDayBefore("""
            fridge a/f kind=refrigerator volume=150
            sensor a/f/top mqtt counting topic=t client=c time=iso
            """);

        Assert.Empty(HistoryWalk.Take(plant, OneDay));
        Assert.Equal(CountingSeries.First, Plants.Read(plant, "a/f/top", LiveStart));
    }

    [Fact]
    public void A_serial_sensor_has_a_past_in_tenths() => Assert.All(
        HistoryWalk.Take(OneDayBefore(Plants.TwoFridges), OneDay).Where(reading => reading.Sensor == "a/fridge-1/top"),
        reading => Assert.Equal(0, reading.MilliCelsius % 100));

    private static Plant OneDayBefore(string text)
    {
        Scenario scenario = Plants.Scenario(text);
        return new Plant(scenario, OneDay.FirstSecond(LiveStart), LiveStart);
    }
}
