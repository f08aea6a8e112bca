namespace ColdChain.Server.History;

/// <summary>Why a reading went to quarantine. Stored by name: never rename.</summary>
public enum RefusalReason
{
    /// <summary>No sensor of this name is registered.</summary>
    UnknownSensor,

    /// <summary>The sensor sits in a facility that this agent does not serve.</summary>
    OtherFacility,

    /// <summary>No sensor measures such a temperature.</summary>
    ImplausibleValue,

    /// <summary>Before ColdChain existed, or further ahead than any clock error allowed.</summary>
    ImplausibleTime,

    /// <summary>More flags than the history has bits for: an agent of a later time.</summary>
    UnknownFlags,
}
