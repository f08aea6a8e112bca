using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>What a chunk is about.</summary>
/// <param name="Sensor">Whose readings.</param>
/// <param name="Calendar">By which the day begins.</param>
/// <param name="Day">Days since 1970-01-01 by that calendar.</param>
/// <param name="Part">0 is the day as it was first sealed; 1 and on are what came late.</param>
public readonly record struct ChunkPlace(SensorId Sensor, DayCalendar Calendar, int Day, int Part);
