namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>What a line asks of its master.</summary>
/// <param name="Silence">The pause before a question: what separates two frames, or longer for a converter that turns round slowly.</param>
/// <param name="Lateness">
/// For so long after a question that failed its slave is asked nothing new: a late answer carries no register address and
/// would be taken for the next one's. Other slaves are asked meanwhile.
/// </param>
public sealed record ModbusTiming(TimeSpan Silence, TimeSpan Lateness);
