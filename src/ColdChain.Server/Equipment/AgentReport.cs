using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Equipment;

/// <summary>How an agent last said that it is. Written over with each report; what happened is in its events.</summary>
public sealed class AgentReport : INotAudited
{
    public required AgentId AgentId { get; init; }

    public required Instant ReceivedAt { get; set; }

    /// <summary>An <see cref="Core.Wire.AgentHealthReport"/> as JSON.</summary>
    public required string Json { get; set; }
}
