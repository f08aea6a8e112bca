namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>The patience of the master.</summary>
/// <param name="ResponseTimeout">From the end of the question to the end of the answer.</param>
/// <param name="Retries">Further attempts after the first.</param>
/// <param name="Silence">The pause that separates two frames on this line.</param>
public sealed record ModbusTiming(TimeSpan ResponseTimeout, int Retries, TimeSpan Silence);
