using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Health;

public sealed class AgentHealthTests
{
    private readonly AgentHealth _health = new(["bus-1", "mqtt"], Some.Morning);

    [Fact]
    public void Every_source_works_until_it_says_otherwise() => Assert.All(
        _health.Snapshot().Sources, source => Assert.Equal((null, Some.Morning), (source.Fault, source.Since)));

    [Fact]
    public void A_source_is_at_fault_in_its_own_words_until_it_is_back()
    {
        Instant broken = Some.Morning + TimeSpan.FromMinutes(3);
        _health.Stored([Happened(HealthEvents.SourceFault("bus-1", broken, "there is no /dev/x"))]);
        Assert.Equal(new SourceStanding("bus-1", "there is no /dev/x", broken), _health.Snapshot().Sources[0]);
        Assert.Null(_health.Snapshot().Sources[1].Fault);

        _health.Stored([Happened(HealthEvents.SourceBack("bus-1", broken + TimeSpan.FromMinutes(1)))]);
        Assert.Null(_health.Snapshot().Sources[0].Fault);
    }

    [Theory]
    [InlineData(WireEventKinds.MessageRefused)]
    [InlineData(WireEventKinds.ClientGone)]
    public void A_message_of_nobody_or_one_client_that_is_gone_is_no_fault_of_the_listener(string kind)
    {
        _health.Stored([Happened(HealthEvents.SourceFault("mqtt", Some.Morning, "x") with { Kind = kind })]);
        Assert.All(_health.Snapshot().Sources, source => Assert.Null(source.Fault));
    }

    [Fact]
    public void The_newest_reading_by_time_is_shown_whatever_came_last()
    {
        _health.Stored([Some.Measured(5_000, 4_000)]);
        SensorStanding sensor = Assert.Single(_health.Snapshot().Sensors);
        Assert.Equal(5_000, sensor.Last!.Value.Value.MilliCelsius);
        Assert.Equal(2, _health.Snapshot().StoredReadings);
    }

    [Fact]
    public void The_highest_of_a_logger_s_day_is_not_how_warm_it_is()
    {
        Observation.Measured measured = Some.Measured(5_000);
        Reading highest = measured.Readings[0] with
        {
            MeasuredAt = Some.Morning + TimeSpan.FromHours(3),
            Value = Temperature.FromMilliCelsius(11_000),
            Flags = ReadingFlags.DeviceTime | ReadingFlags.Logger | ReadingFlags.DailyHigh,
        };
        _health.Stored([measured with { Readings = [.. measured.Readings, highest] }]);
        Assert.Equal(5_000, Assert.Single(_health.Snapshot().Sensors).Last!.Value.Value.MilliCelsius);
    }

    [Fact]
    public void A_fault_of_a_sensor_stands_beside_its_last_reading()
    {
        _health.Stored([Some.Measured(5_000), Some.Event(WireEventKinds.SensorFault)]);
        SensorStanding sensor = Assert.Single(_health.Snapshot().Sensors);
        Assert.Equal(("why", 5_000), (sensor.Fault, sensor.Last!.Value.Value.MilliCelsius));

        _health.Stored([Some.Event(WireEventKinds.SensorBack), Some.Event(WireEventKinds.SensorHealth)]);
        sensor = Assert.Single(_health.Snapshot().Sensors);
        Assert.Equal((null, "why"), (sensor.Fault, sensor.Said));
    }

    [Fact]
    public void Power_is_lost_until_it_is_back()
    {
        StorageUnitId fridge = StorageUnitId.Parse("gaochuan/fridge-1", null);
        _health.Stored([Happened(HealthEvents.Power(fridge, Some.Morning, isLost: true, "ups"))]);
        Assert.True(Assert.Single(_health.Snapshot().Power).IsLost);
        _health.Stored([Happened(HealthEvents.Power(fridge, Some.Morning, isLost: false, "ups"))]);
        Assert.False(Assert.Single(_health.Snapshot().Power).IsLost);
    }

    [Fact]
    public void A_client_that_invents_sensors_does_not_make_it_grow()
    {
        for (int number = 0; number < 2 * AgentHealth.MostSensors; number++)
        {
            WireEvent invented = Some.Event(WireEventKinds.SensorFault).What with { Sensor = $"a/b/c{number}" };
            _health.Stored([Happened(invented)]);
        }

        Assert.Equal(AgentHealth.MostSensors, _health.Snapshot().Sensors.Count);
    }

    private static Observation.Happened Happened(WireEvent what) => new(what);
}
