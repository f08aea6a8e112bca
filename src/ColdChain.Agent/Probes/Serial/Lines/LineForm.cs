namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Who writes the text.</summary>
public enum LineForm
{
    /// <summary>A device; read by patterns.</summary>
    Text,

    /// <summary>Linux: two lines of the file w1_slave.</summary>
    Kernel,
}
