namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>How long and how often one slave is asked.</summary>
/// <param name="ResponseTimeout">From the end of the question to the end of the answer.</param>
/// <param name="Retries">Further attempts after the first.</param>
public sealed record ModbusPatience(TimeSpan ResponseTimeout, int Retries);
