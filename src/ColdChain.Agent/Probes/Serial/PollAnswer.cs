namespace ColdChain.Agent.Probes.Serial;

/// <summary>What one question gave for all of its sensors.</summary>
public abstract record PollAnswer
{
    private PollAnswer()
    {
    }

    /// <summary>The slave was there, whatever it said.</summary>
    public sealed record Heard(IReadOnlyList<PollOutcome> Outcomes) : PollAnswer;

    /// <summary>Not a byte came.</summary>
    public sealed record Silent(IReadOnlyList<PollOutcome> Outcomes) : PollAnswer;

    /// <summary>The port is gone; it must be opened again.</summary>
    public sealed record PortGone : PollAnswer;
}
