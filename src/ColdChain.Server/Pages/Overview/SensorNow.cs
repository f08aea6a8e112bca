using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Overview;

/// <summary>The newest reading of a sensor that sits in the unit; both null when it never sent one.</summary>
public sealed record SensorNow(SensorId Sensor, Instant? MeasuredAt, Temperature? Value);
