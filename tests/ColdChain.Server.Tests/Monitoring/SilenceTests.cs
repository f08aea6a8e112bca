using ColdChain.Server.Monitoring;

using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

public sealed class SilenceTests : IAsyncLifetime
{
    private MonitoringUnderTest _it = null!;

    public async ValueTask InitializeAsync() => _it = await StartAsync();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact] // EX-09
    public async Task A_sensor_that_nothing_is_heard_of_for_half_an_hour_is_silent_once()
    {
        await _it.ArriveAsync(Reading(0, "5.0"));
        await _it.SweepAtAsync(0);
        await _it.SweepAtAsync(30);
        Assert.DoesNotContain(await _it.SilencesAsync(), silence => silence.SensorId == Top);

        await _it.SweepAtAsync(30.1);
        await _it.SweepAtAsync(31);

        SilenceEntry silence = Assert.Single(await _it.SilencesAsync(), silence => silence.SensorId == Top);
        Assert.Equal((Minute(30), null), (silence.SilentSince, silence.EndedAt));
    }

    [Fact] // EX-09
    public async Task It_ends_with_the_next_reading_and_readings_that_come_late_say_that_the_line_was_away()
    {
        await _it.ArriveAsync(Reading(0, "5.0"));
        await _it.SweepAtAsync(0);
        await _it.SweepAtAsync(100);
        await _it.ArriveAsync(Reading(100, "5.0"));
        await _it.SweepAtAsync(101);
        SilenceEntry ended = Assert.Single(await _it.SilencesAsync(), silence => silence.SensorId == Top);
        Assert.Equal((Minute(100), false), (ended.EndedAt, ended.WasFilledLater));

        await _it.ArriveAsync(EveryMinute(1, 100, "5.0"));
        await _it.SweepAtAsync(102);

        Assert.True(Assert.Single(await _it.SilencesAsync(), silence => silence.SensorId == Top).WasFilledLater);
    }

    [Fact]
    public async Task After_a_start_nobody_is_called_silent_for_five_minutes()
    {
        await _it.SweepAtAsync(0);
        await _it.SweepAtAsync(4.9);
        Assert.Empty(await _it.SilencesAsync());

        await _it.SweepAtAsync(5);

        Assert.Equal(4, (await _it.SilencesAsync()).Count);
    }
}
