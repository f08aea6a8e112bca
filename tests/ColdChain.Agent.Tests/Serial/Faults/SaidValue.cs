namespace ColdChain.Agent.Tests.Serial.Faults;

/// <summary>A temperature that a slave put onto the line in a whole and right frame.</summary>
/// <param name="Question">Counted for each slave from 1: the question that it answers.</param>
internal sealed record SaidValue(string Sensor, int MilliCelsius, byte Slave, int Question);
