namespace ColdChain.Agent.Probes.Serial;

/// <summary>How much of a bus is measured before it goes to the disk. The bus waits for the disk either way.</summary>
public enum CommitEach
{
    /// <summary>Every answer by itself: a power cut loses at most the poll that is under way on this bus.</summary>
    Answer,

    /// <summary>One write for all sensors of the bus, to spare a flash card; a power cut loses at most one round of polls.</summary>
    Round,
}
