namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>What the bytes that came so far hold.</summary>
public enum ModbusScanKind
{
    /// <summary>No answer to the question, yet.</summary>
    Incomplete,

    /// <summary>The registers that were asked for.</summary>
    Answer,

    /// <summary>The slave's own refusal.</summary>
    Exception,
}
