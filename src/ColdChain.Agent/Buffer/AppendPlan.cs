using ColdChain.Agent.Intake;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Buffer;

/// <summary>One group on its way into the journal, with what is known of the clock that timed it (JournalClock).</summary>
/// <param name="Group">Observations, with suspicious times marked and the clock's own events among them.</param>
internal sealed record AppendPlan(IReadOnlyList<Observation> Group)
{
    /// <summary>A run of the clock begins with this one of the group; null while the present one goes on.</summary>
    public int? RunBeginsAt { get; init; }

    /// <summary>Of the run that begins; null when the server was not heard yet.</summary>
    public long? RunOffset { get; init; }

    /// <summary>Runs whose offset was found out since the last group.</summary>
    public IReadOnlyList<KeyValuePair<long, long>> Settled { get; init; } = [];

    /// <summary>A time that the server's clock agreed with, now and then; null when there is nothing new to keep.</summary>
    public Instant? Seen { get; init; }

    /// <summary>What came by the detour and may be delivered again, to be remembered with this group.</summary>
    public IReadOnlyList<MessageOrigin> Detoured { get; init; } = [];
}
