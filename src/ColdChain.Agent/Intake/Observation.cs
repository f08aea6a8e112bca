using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Intake;

/// <summary>What a source saw.</summary>
public abstract record Observation
{
    private Observation()
    {
    }

    /// <summary>
    /// Temperatures that came in one message, already decoded. <paramref name="Acknowledge"/> is called once, after all
    /// of them are on the disk (G1); until then the sender must be able to send them again.
    /// </summary>
    /// <param name="Readings">
    /// Those of one message are stored together or not at all. None when the message said nothing but
    /// <paramref name="Events"/>: it is acknowledged after those are on the disk, like any other.
    /// </param>
    /// <param name="ReceivedAt">When the agent saw the message.</param>
    /// <param name="Origin">For a message that can be delivered again: what recognises it (G2). Null for polled values.</param>
    /// <param name="Events">What the same message said besides temperatures (a fault of one of several probes).</param>
    /// <param name="Acknowledge">Tells the sender that the message will survive a power cut.</param>
    public sealed record Measured(
        IReadOnlyList<Reading> Readings,
        Instant ReceivedAt,
        MessageOrigin? Origin,
        IReadOnlyList<WireEvent> Events,
        Func<CancellationToken, ValueTask> Acknowledge) : Observation
    {
        /// <summary>For a part of a logger's file: what recognises it in the next file (G2). Null for all else.</summary>
        public string? ImportPart { get; init; }
    }

    /// <summary>
    /// Something that is not a temperature: a fault, a port gone, power lost. The sequence is given by the buffer, so
    /// sources leave it zero.
    /// </summary>
    public sealed record Happened(WireEvent What) : Observation;
}
