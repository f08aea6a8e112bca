using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Agent.Retrying;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>One serial bus and the sensors on it.</summary>
public sealed record SerialBusOptions
{
    public static readonly TimeSpan DefaultPoll = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromMilliseconds(500);

    public const int DefaultRetries = 2;

    public required string Name { get; init; }

    public required SerialLine Line { get; init; }

    public required IReadOnlyList<SerialSensorOptions> Sensors { get; init; }

    /// <summary>From one round over the sensors to the next; a round that takes longer skips beats and never hurries.</summary>
    /// <value>Default 1 min, from 100 ms to 1 h.</value>
    public TimeSpan Poll { get; init; } = DefaultPoll;

    /// <summary>From the question to the end of the answer.</summary>
    /// <value>Default 500 ms, from 20 ms to 10 s.</value>
    public TimeSpan ResponseTimeout { get; init; } = DefaultResponseTimeout;

    /// <summary>Further attempts after a failed one, before the sensor counts as faulty.</summary>
    /// <value>Default 2, from 0 to 10.</value>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>A pause before each question, for converters that turn round slowly; never shorter than Modbus asks for.</summary>
    /// <value>Default 0, up to 1 s.</value>
    public TimeSpan Turnaround { get; init; }

    /// <summary>For so long after a failed question its slave is asked nothing new, since the answer may come late.</summary>
    /// <value>Default 3 s, and never less than twice the longest response time-out; fixed but for tests.</value>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(3);

    public ModbusTiming Timing => new(
        Turnaround > Line.FrameSilence ? Turnaround : Line.FrameSilence,
        Sensors.Select(sensor => 2 * (sensor.ResponseTimeout ?? ResponseTimeout)).Append(Lateness).Max());

    /// <value>Default <see cref="CommitEach.Answer"/>.</value>
    public CommitEach Commit { get; init; } = CommitEach.Answer;

    /// <summary>How a port that is gone is tried again.</summary>
    /// <value>Default 500 ms doubling to 30 s.</value>
    public RetryOptions Reopen { get; init; } = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(500),
        LongestWait = TimeSpan.FromSeconds(30),
    };
}
