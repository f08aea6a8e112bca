using ColdChain.Core.Identity;

namespace ColdChain.Server.Integrity;

/// <summary>What of a history a package is to hold.</summary>
/// <param name="Sensors">In the order of their folders.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record EvidenceQuestion(List<SensorId> Sensors, DateOnly From, DateOnly To)
{
    public bool Holds(DateOnly day) => day >= From && day <= To;
}
