namespace FirmwareSim.History;

/// <summary>A reading with its place in the journal under which it is sent.</summary>
internal readonly record struct SequencedReading(long Sequence, PastReading Reading);
