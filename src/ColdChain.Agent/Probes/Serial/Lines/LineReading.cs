namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>What one line said.</summary>
public abstract record LineReading
{
    private LineReading()
    {
    }

    /// <summary>Temperatures or faults by name, and what stood beside them.</summary>
    public sealed record Measured(
        IReadOnlyDictionary<string, PointOutcome> Temperatures, IReadOnlyDictionary<string, decimal> Further) : LineReading;

    /// <summary>Known, and no measurement.</summary>
    public sealed record Ignored(string Says) : LineReading;

    /// <summary>Not understood.</summary>
    public sealed record Refused(string Reason) : LineReading;
}
