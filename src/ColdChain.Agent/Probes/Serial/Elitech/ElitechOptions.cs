using ColdChain.Agent.Retrying;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>One port into which a logger is plugged.</summary>
public sealed record ElitechOptions
{
    public static readonly TimeSpan DefaultPoll = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan DefaultResponseTimeout = TimeSpan.FromSeconds(3);

    public const int DefaultRetries = 2;

    public required string Name { get; init; }

    public required SerialLine Line { get; init; }

    public required ElitechProfile Profile { get; init; }

    public required SensorId Sensor { get; init; }

    /// <summary>What the logger's clock shows.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>How often its log is looked at; only what is new is taken.</summary>
    /// <value>Default 10 min, from 1 s to 24 h.</value>
    public TimeSpan Poll { get; init; } = DefaultPoll;

    /// <value>Default 3 s, from 100 ms to 30 s.</value>
    public TimeSpan ResponseTimeout { get; init; } = DefaultResponseTimeout;

    /// <value>Default 2, from 0 to 10.</value>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>Whether the logger's clock is set when it is wrong. A log that runs keeps the times that it began with.</summary>
    /// <value>Default false.</value>
    public bool SetsClock { get; init; }

    /// <summary>How a port that is gone is tried again.</summary>
    /// <value>Default 500 ms doubling to 30 s.</value>
    public RetryOptions Reopen { get; init; } = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(500),
        LongestWait = TimeSpan.FromSeconds(30),
    };
}
