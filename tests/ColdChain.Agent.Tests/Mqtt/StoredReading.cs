namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>One row of the journal, as an outsider reads it: by SQL, not by the code under test.</summary>
internal sealed record StoredReading(long Sequence, string Sensor, long AtMilliseconds, long MilliCelsius);
