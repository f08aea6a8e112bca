using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Health.Page;

/// <summary>Everything that the page, the metrics and the health answer show, taken at one moment.</summary>
public sealed record StatusView
{
    public required string Agent { get; init; }

    public required Instant Now { get; init; }

    /// <summary>The zone of this machine; times on the page are in it.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required HealthSnapshot Health { get; init; }

    /// <summary>Entries that the server does not have yet; null when the buffer cannot be read.</summary>
    public required long? Waiting { get; init; }

    public required long BufferBytes { get; init; }

    /// <summary>What the local alarm has standing; none where there is no local alarm.</summary>
    public IReadOnlyList<LocalAlarmLine> Alarms { get; init; } = [];

    /// <summary>Outputs of the local alarm that do not work, with what is wrong.</summary>
    public IReadOnlyList<(string Name, string Trouble)> FailedOutputs { get; init; } = [];
}
