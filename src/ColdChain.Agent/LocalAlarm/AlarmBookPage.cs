using ColdChain.Core.Wire;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>What of the local alarm survives a restart, as it is written.</summary>
internal sealed record AlarmBookPage
{
    public IReadOnlyList<AlarmBookLine> Alarms { get => field ?? []; init; }

    /// <summary>Said, and not yet in the journal.</summary>
    public IReadOnlyList<WireEvent> Unsaid { get => field ?? []; init; }
}
