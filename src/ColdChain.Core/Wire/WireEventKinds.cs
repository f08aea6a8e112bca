namespace ColdChain.Core.Wire;

/// <summary>The kinds of events that an agent reports. Stored and sent as written: never rename.</summary>
public static class WireEventKinds
{
    public const string PowerLost = "power-lost";

    public const string PowerBack = "power-back";

    /// <summary>A sensor gave no temperature; the detail names the fault. Sent once at its begin.</summary>
    public const string SensorFault = "sensor-fault";

    /// <summary>The sensor gives temperatures again.</summary>
    public const string SensorBack = "sensor-back";

    /// <summary>A port, a listener or a broker cannot be reached, or misbehaves.</summary>
    public const string SourceFault = "source-fault";

    public const string SourceBack = "source-back";

    public const string AgentStarted = "agent-started";

    /// <summary>The buffer file was damaged and was set aside; the detail says where it is.</summary>
    public const string BufferSetAside = "buffer-set-aside";

    /// <summary>The buffer could not be written for a while and no source was acknowledged; told once it is over.</summary>
    public const string BufferFull = "buffer-full";
}
