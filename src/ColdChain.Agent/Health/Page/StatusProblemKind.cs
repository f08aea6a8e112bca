namespace ColdChain.Agent.Health.Page;

/// <summary>What may be wrong, the worst first.</summary>
public enum StatusProblemKind
{
    BufferFails,
    OutputFails,
    PowerLost,
    SensorFault,
    SensorSilent,
    SourceFault,
    ServerAway,
    ClockOff,
}
