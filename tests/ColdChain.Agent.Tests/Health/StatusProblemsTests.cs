using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;

namespace ColdChain.Agent.Tests.Health;

public sealed class StatusProblemsTests
{
    [Fact]
    public void An_agent_that_is_well_has_none()
    {
        Assert.Empty(StatusProblems.Of(Views.Well));
        Assert.Contains("\"status\":\"ok\"", HealthAnswer.Render(Views.Well), StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_that_cannot_be_read_is_the_worst_and_fails_the_health_answer()
    {
        StatusView view = Views.Well with { Waiting = null };
        Assert.Equal(StatusProblemKind.BufferFails, Assert.Single(StatusProblems.Of(view)).Kind);
        Assert.False(HealthAnswer.IsServing(view));
        Assert.Contains("\"status\":\"failing\"", HealthAnswer.Render(view), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30 * 60, false)]
    [InlineData(30 * 60 + 1, true)]
    public void A_sensor_is_silent_after_more_than_thirty_minutes(int seconds, bool isSilent)
    {
        StatusView view = Views.Well with { Now = Some.Reading(4_370).MeasuredAt + TimeSpan.FromSeconds(seconds) };
        Assert.Equal(isSilent, StatusProblems.Of(view).Any(problem => problem.Kind == StatusProblemKind.SensorSilent));
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void A_server_may_be_away_for_five_minutes_before_it_is_a_problem(int seconds, bool isProblem)
    {
        StatusView view = Views.With(health => health with
        {
            Server = new ServerStanding(Views.Now - TimeSpan.FromSeconds(seconds), "no route to host", null),
        });
        Assert.Equal(isProblem, StatusProblems.Of(view).Any(problem => problem.Kind == StatusProblemKind.ServerAway));
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "-00:01:01")]
    [InlineData(-3_600, "+01:00:00")]
    public void A_clock_is_off_beyond_a_minute_and_the_sign_is_this_machine_s(int offset, string? told)
    {
        StatusView view = Views.With(health => health with
        {
            Server = new ServerStanding(Views.Now, null, TimeSpan.FromSeconds(offset)),
        });
        Assert.Equal(told, StatusProblems.Of(view).SingleOrDefault()?.Detail);
    }

    [Fact]
    public void A_power_failure_stands_before_faults_of_sensors_and_sources()
    {
        StatusView view = Views.With(health => health with
        {
            Sources = [new SourceStanding("bus-1", "gone", Views.Now)],
            Sensors = [new SensorStanding(Some.Sensor, null, "NoAnswer: dead", null)],
            Power = [new PowerStanding("gaochuan/fridge-1", true, Views.Now)],
        });
        Assert.Equal(
            [StatusProblemKind.PowerLost, StatusProblemKind.SensorFault, StatusProblemKind.SourceFault],
            StatusProblems.Of(view).Select(problem => problem.Kind));
        Assert.Contains("\"status\":\"degraded\"", HealthAnswer.Render(view), StringComparison.Ordinal);
    }
}
