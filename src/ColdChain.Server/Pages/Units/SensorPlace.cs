using ColdChain.Server.Equipment;

namespace ColdChain.Server.Pages.Units;

/// <summary>A sensor and one of the times that it sat in a unit.</summary>
public sealed record SensorPlace(MeasuringPoint Point, Sensor Sensor);
