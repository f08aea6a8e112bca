using System.Globalization;
using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>One standing alarm as it is written; moments in Unix milliseconds.</summary>
internal sealed record AlarmBookLine
{
    public required string Unit { get; init; }

    public required string Cause { get; init; }

    public required string Sensor { get; init; }

    public required string Rule { get; init; }

    public required long Since { get; init; }

    public required int MilliCelsius { get; init; }

    public required string Stage { get; init; }

    public required long RaisedAt { get; init; }

    public int StepsDone { get; init; }

    public long? LastStepAt { get; init; }

    public string? TakenBy { get; init; }

    public long? TakenAt { get; init; }

    public long? PausedUntil { get; init; }

    public string? Way { get; init; }

    public static AlarmBookLine Of(StandingAlarm alarm) => new()
    {
        Unit = alarm.Unit.ToString(),
        Cause = alarm.Cause.ToString(),
        Sensor = alarm.Sensor.ToString(),
        Rule = alarm.Rule,
        Since = alarm.Since.UnixMilliseconds,
        MilliCelsius = alarm.Value.MilliCelsius,
        Stage = alarm.State.Stage.ToString(),
        RaisedAt = alarm.State.RaisedAt.UnixMilliseconds,
        StepsDone = alarm.State.StepsDone,
        LastStepAt = alarm.State.LastStepAt?.UnixMilliseconds,
        TakenBy = alarm.State.TakenBy,
        TakenAt = alarm.State.TakenAt?.UnixMilliseconds,
        PausedUntil = alarm.State.PausedUntil?.UnixMilliseconds,
        Way = alarm.Way?.ToString(),
    };

    /// <summary>Null for a line that a newer or a broken program wrote.</summary>
    public StandingAlarm? Read() =>
        StorageUnitId.TryParse(Unit, CultureInfo.InvariantCulture, out StorageUnitId unit)
        && SensorId.TryParse(Sensor, CultureInfo.InvariantCulture, out SensorId sensor)
        && Enum.TryParse(Cause, out LocalCause cause) && Enum.IsDefined(cause)
        && Enum.TryParse(Stage, out AlarmStage stage) && stage is AlarmStage.Raised or AlarmStage.Taken or AlarmStage.Resumed
            ? new StandingAlarm
            {
                Unit = unit,
                Cause = cause,
                Sensor = sensor,
                Rule = Rule,
                Since = Instant.FromUnixMilliseconds(Since),
                Value = Temperature.FromMilliCelsius(MilliCelsius),
                Way = Enum.TryParse(Way, out AcknowledgedBy way) ? way : null,
                State = AlarmState.Restored(stage, Instant.FromUnixMilliseconds(RaisedAt)) with
                {
                    StepsDone = Math.Max(0, StepsDone),
                    LastStepAt = Moment(LastStepAt),
                    TakenBy = TakenBy,
                    TakenAt = Moment(TakenAt),
                    PausedUntil = Moment(PausedUntil),
                },
            }
            : null;

    private static Instant? Moment(long? milliseconds) =>
        milliseconds is { } some ? Instant.FromUnixMilliseconds(some) : null;
}
