using ColdChain.Core.Identity;

namespace ColdChain.Server.Tests.Faults;

/// <summary>A reading as a ledger knows it: Unix milliseconds and thousandths of a degree.</summary>
internal readonly record struct KnownReading(SensorId Sensor, long At, int MilliCelsius);
