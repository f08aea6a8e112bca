using ColdChain.Agent.LocalAlarm.Outputs.Command;
using ColdChain.Agent.LocalAlarm.Outputs.Gsm;
using ColdChain.Agent.LocalAlarm.Outputs.Siren;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Alarms;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>How the agent sounds an alarm by itself (docs/decisions/0010-local-alarm.md).</summary>
public sealed record LocalAlarmOptions
{
    public static readonly TimeSpan DefaultOfflineAfter = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan DefaultProfileEvery = TimeSpan.FromMinutes(5);

    /// <summary>Where the profile, the judged readings and the standing alarms are kept.</summary>
    public required string Directory { get; init; }

    public SoundWhen When { get; init; }

    /// <summary>With <see cref="SoundWhen.Offline"/>: the line is down after so long without an answer of the server.</summary>
    /// <value>Default 2 min (the heartbeat is 1 min), from 10 s to 1 h.</value>
    public TimeSpan OfflineAfter { get; init; } = DefaultOfflineAfter;

    /// <summary>How often the server is asked whether limits, rules or phones have changed.</summary>
    /// <value>Default 5 min, from 1 s to 1 h.</value>
    public TimeSpan ProfileEvery { get; init; } = DefaultProfileEvery;

    /// <summary>Who is told next, and when: the same policy as the server's.</summary>
    public EscalationTimes Times { get; init; } = EscalationTimes.Default;

    /// <summary>Told when the server has given no phone of the unit's facility.</summary>
    public IReadOnlyList<EdgeContact> Contacts { get; init; } = [];

    public CommandOptions? Command { get; init; }

    public SirenOptions? Siren { get; init; }

    public GsmOptions? Gsm { get; init; }
}
