using ColdChain.Core.Temperatures;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>Another sensor in the same unit, and how far the two may differ (EX-31).</summary>
internal sealed record Neighbour(Placement Placement, TemperatureDelta SumOfAccuracies);
