using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment.Placing;

/// <summary>Somebody puts a sensor into a unit, or takes it out.</summary>
/// <param name="Sensor">Which.</param>
/// <param name="To">Null: taken out, and put nowhere.</param>
/// <param name="At">From this moment on its readings are those of the new place.</param>
/// <param name="Position">Where inside.</param>
/// <param name="Reason">Needed for what is entered late.</param>
public sealed record SensorMove(SensorId Sensor, StorageUnitId? To, Instant At, string? Position, string? Reason);
