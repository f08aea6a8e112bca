using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>A GSM modem on a serial port that writes and rings by itself.</summary>
public sealed record GsmOptions
{
    public static readonly TimeSpan DefaultRing = TimeSpan.FromSeconds(20);

    public required SerialLine Line { get; init; }

    /// <summary>Entered once, and only while at least two attempts are left, so that a wrong one does not block the SIM.</summary>
    public string? Pin { get; init; }

    /// <summary>How long each phone rings after its message.</summary>
    /// <value>Default 20 s, from 0 (no ringing) to 1 min.</value>
    public TimeSpan Ring { get; init; } = DefaultRing;

    /// <summary>Without the PIN.</summary>
    public override string ToString() => $"modem on {Line.Path}";
}
