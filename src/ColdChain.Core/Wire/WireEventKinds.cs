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

    /// <summary>What a device says of itself besides its temperature: battery, signal, door. Told when it changes: "field value", joined by commas.</summary>
    public const string SensorHealth = "sensor-health";

    /// <summary>A probe sends temperatures and belongs to no sensor; the detail says what to add to the configuration. Sent once.</summary>
    public const string SensorUnmapped = "sensor-unmapped";

    /// <summary>A port, a listener or a broker cannot be reached, or misbehaves.</summary>
    public const string SourceFault = "source-fault";

    public const string SourceBack = "source-back";

    public const string AgentStarted = "agent-started";

    /// <summary>The buffer file was damaged and was set aside; the detail says where it is.</summary>
    public const string BufferSetAside = "buffer-set-aside";

    /// <summary>The buffer could not be written for a while and no source was acknowledged; told once it is over.</summary>
    public const string BufferFull = "buffer-full";

    /// <summary>What could be read of a damaged buffer was taken over; the detail says how much, and what could not be read.</summary>
    public const string BufferSalvaged = "buffer-salvaged";

    /// <summary>The buffer cannot be written; told at once, from memory. <see cref="BufferFull"/> tells the end of it.</summary>
    public const string BufferFailing = "buffer-failing";

    /// <summary>The clock of the agent's machine was set while the agent ran; the detail says by how much.</summary>
    public const string ClockStepped = "clock-stepped";

    /// <summary>The clock of the agent's machine is more than a minute away from the server's; the detail has the offset.</summary>
    public const string ClockWrong = "clock-wrong";

    /// <summary>The clock of the agent's machine agrees with the server's again.</summary>
    public const string ClockRight = "clock-right";

    /// <summary>The agent's own alarm of a unit; the detail begins with the rule (or <c>silence</c>) and a colon.</summary>
    public const string LocalAlarmRaised = "local-alarm-raised";

    /// <summary>Somebody at the edge has it; the detail is the way (<c>sms</c>, <c>call</c>, <c>page</c>, <c>command</c>), a colon and the name.</summary>
    public const string LocalAlarmAcknowledged = "local-alarm-acknowledged";

    public const string LocalAlarmOver = "local-alarm-over";

    /// <summary>A siren, a command or a modem does not do what it is told; the detail begins with its name and a colon. Told once.</summary>
    public const string LocalOutputFailed = "local-output-failed";

    /// <summary>It works again.</summary>
    public const string LocalOutputBack = "local-output-back";
}
