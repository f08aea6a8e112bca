namespace ColdChain.Agent.LocalAlarm;

/// <summary>What came of somebody saying "I have it" at the edge.</summary>
public enum AcknowledgeOutcome
{
    /// <summary>The outputs are quiet; the alarm stands until the temperature is back.</summary>
    Acknowledged,

    /// <summary>Somebody has it already, and the pause runs.</summary>
    AlreadyAcknowledged,

    /// <summary>No alarm of this name stands.</summary>
    Unknown,
}
