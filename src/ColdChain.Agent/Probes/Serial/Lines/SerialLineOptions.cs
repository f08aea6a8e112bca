using ColdChain.Agent.Retrying;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>One port on which a device sends lines of text.</summary>
public sealed record SerialLineOptions
{
    public static readonly TimeSpan DefaultPoll = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(2);

    public const int DefaultRetries = 1;

    public required string Name { get; init; }

    public required SerialLine Line { get; init; }

    public required LineProfile Profile { get; init; }

    public required IReadOnlyList<LineSensorOptions> Sensors { get; init; }

    /// <summary>From one reading of a sensor to the next, however often the device talks: the last value before the beat counts.</summary>
    /// <value>Default 1 min, from 1 s to 1 h.</value>
    public TimeSpan Poll { get; init; } = DefaultPoll;

    /// <summary>For a device that is asked: from the question to the end of the line.</summary>
    /// <value>Default 2 s, from 100 ms to 30 s.</value>
    public TimeSpan ResponseTimeout { get; init; } = DefaultResponseTimeout;

    /// <summary>For a device that is asked: further attempts.</summary>
    /// <value>Default 1, from 0 to 10.</value>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>How a port that is gone is tried again.</summary>
    /// <value>Default 500 ms doubling to 30 s.</value>
    public RetryOptions Reopen { get; init; } = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(500),
        LongestWait = TimeSpan.FromSeconds(30),
    };

    /// <summary>A device that talks by itself may be silent for so long before that is a fault.</summary>
    public TimeSpan LongestSilence => Poll > 3 * Profile.SendsEvery ? Poll : 3 * Profile.SendsEvery;
}
