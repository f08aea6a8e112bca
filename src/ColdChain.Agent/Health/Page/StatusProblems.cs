using ColdChain.Core.Time;

namespace ColdChain.Agent.Health.Page;

/// <summary>Finds what somebody has to see to.</summary>
public static class StatusProblems
{
    /// <summary>Twice the longest usual interval of a sensor (15 min, WHO PQS E006/DS01): after that it is silent.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromMinutes(30);

    /// <summary>A line that stumbles is no news; readings wait in the buffer meanwhile. Product decision.</summary>
    public static readonly TimeSpan ServerMayBeAway = TimeSpan.FromMinutes(5);

    /// <summary>The wire's own measure of a clock that needs setting (design §7).</summary>
    public static readonly TimeSpan LargestClockOffset = TimeSpan.FromSeconds(60);

    /// <summary>The worst first.</summary>
    public static IReadOnlyList<StatusProblem> Of(StatusView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [.. Agent(view).Concat(Sources(view)).Concat(Sensors(view)).OrderBy(problem => problem.Kind)];
    }

    private static IEnumerable<StatusProblem> Agent(StatusView view)
    {
        if (view.Waiting is null)
        {
            yield return new StatusProblem(StatusProblemKind.BufferFails, string.Empty, string.Empty);
        }

        foreach ((string name, string reason) in view.FailedOutputs)
        {
            yield return new StatusProblem(StatusProblemKind.OutputFails, name, reason);
        }

        ServerStanding server = view.Health.Server;
        if (server.Trouble is { } trouble && view.Now - (server.AnsweredAt ?? view.Health.StartedAt) > ServerMayBeAway)
        {
            yield return new StatusProblem(StatusProblemKind.ServerAway, string.Empty, trouble);
        }

        if (server.ClockOffset is { } offset && offset.Duration() > LargestClockOffset)
        {
            yield return new StatusProblem(
                StatusProblemKind.ClockOff, string.Empty, $"{(offset > TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm\\:ss}");
        }

        foreach (PowerStanding power in view.Health.Power.Where(power => power.IsLost))
        {
            yield return new StatusProblem(StatusProblemKind.PowerLost, power.Place, string.Empty);
        }
    }

    private static IEnumerable<StatusProblem> Sources(StatusView view) =>
        from source in view.Health.Sources
        let fault = source.Fault
        where fault is not null
        select new StatusProblem(StatusProblemKind.SourceFault, source.Name, fault);

    private static IEnumerable<StatusProblem> Sensors(StatusView view)
    {
        foreach (SensorStanding sensor in view.Health.Sensors)
        {
            if (sensor.Fault is { } fault)
            {
                yield return new StatusProblem(StatusProblemKind.SensorFault, sensor.Sensor.ToString(), fault);
            }
            else if (IsSilent(sensor, view.Now))
            {
                yield return new StatusProblem(StatusProblemKind.SensorSilent, sensor.Sensor.ToString(), string.Empty);
            }
        }
    }

    private static bool IsSilent(SensorStanding sensor, Instant now) =>
        sensor.Last is { } last && now - last.MeasuredAt > Silent;
}
