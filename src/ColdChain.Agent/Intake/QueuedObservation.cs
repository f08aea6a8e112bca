namespace ColdChain.Agent.Intake;

/// <summary>An observation on its way to the disk, and the source that is to hear of it.</summary>
internal readonly record struct QueuedObservation(ContainedSource From, Observation Seen);
