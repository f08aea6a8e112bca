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

    /// <summary>The clock of a logger is wrong, or was never set; the detail says by how much. Its readings keep the times it gave.</summary>
    public const string SensorClockWrong = "sensor-clock-wrong";

    /// <summary>The agent has set the clock of a logger, as it was told to; the detail says by how much.</summary>
    public const string SensorClockSet = "sensor-clock-set";

    /// <summary>A port, a listener or a broker cannot be reached, or misbehaves.</summary>
    public const string SourceFault = "source-fault";

    public const string SourceBack = "source-back";

    /// <summary>A message that no rule takes or nobody can read; the detail says which. Told once, and nothing follows it.</summary>
    public const string MessageRefused = "message-refused";

    /// <summary>An MQTT client vanished without a word, and its will was read. The listener itself goes on.</summary>
    public const string ClientGone = "client-gone";

    /// <summary>A client that was gone publishes again.</summary>
    public const string ClientBack = "client-back";

    /// <summary>The file of a logger was taken over; the detail says which, how much and what its signature proves.</summary>
    public const string LoggerFileImported = "logger-file-imported";

    /// <summary>The file of a logger was not taken; the detail says why.</summary>
    public const string LoggerFileRejected = "logger-file-rejected";

    /// <summary>Rows of a logger's log that have no temperature begin; the detail names the fault first, as for a live sensor.</summary>
    public const string LoggerFault = "logger-fault";

    /// <summary>The rows have temperatures again.</summary>
    public const string LoggerBack = "logger-back";

    /// <summary>By the logger's own count its probe could not be read for some minutes of a day.</summary>
    public const string LoggerGap = "logger-gap";

    /// <summary>Somebody looked at the logger and pressed its button.</summary>
    public const string LoggerCheck = "logger-check";

    /// <summary>An alarm that the logger gave by the limits it is set to; not one of ours.</summary>
    public const string LoggerAlarm = "logger-alarm";

    /// <summary>The battery of a logger, or an error that it counted.</summary>
    public const string LoggerHealth = "logger-health";

    /// <summary>Switched on, a recording begun or ended.</summary>
    public const string LoggerMark = "logger-mark";

    /// <summary>Its time is that of a logger's clock: whoever corrects the agent's own leaves it alone.</summary>
    public static bool IsTimedByLogger(string kind) =>
        kind is LoggerFault or LoggerBack or LoggerGap or LoggerCheck or LoggerAlarm or LoggerHealth or LoggerMark;

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
