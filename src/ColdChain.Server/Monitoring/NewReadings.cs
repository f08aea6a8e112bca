using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>New readings of a sensor in one of its places lie between these moments, both included.</summary>
internal sealed record NewReadings(Placement Placement, Instant From, Instant To);
