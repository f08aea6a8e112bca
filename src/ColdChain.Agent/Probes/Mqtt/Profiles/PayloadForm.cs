namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>What a payload is.</summary>
internal enum PayloadForm
{
    Json,

    /// <summary>Nothing but the number.</summary>
    Text,

    /// <summary>Bytes for a step, as they are or as text.</summary>
    Bytes,
}
