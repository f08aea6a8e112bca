namespace ColdChain.Agent.Probes.Files;

/// <summary>What is known of one file between two looks.</summary>
/// <param name="Seen">As it was when it was last found changed.</param>
/// <param name="Since">Timestamp of that look.</param>
/// <param name="Outcome">What is to be done with it, once that is known; all of it is stored and only the move is left.</param>
internal sealed record Sighting(SeenFile Seen, long Since, ImportOutcome? Outcome)
{
    /// <summary>It was read and could not be taken yet.</summary>
    public bool IsWaiting { get; init; }
}
