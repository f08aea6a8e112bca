using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Pages.Agents;

/// <summary>One agent of the list.</summary>
/// <param name="HeardAt">When it last told how it is; null when it never has.</param>
/// <param name="Report">What it said then.</param>
public sealed record AgentRow(AgentId Id, Facility Facility, Instant? HeardAt, AgentHealthReport? Report)
{
    /// <summary>It tells how it is once a minute; ten are missing.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromMinutes(10);

    /// <summary>The wire's own measure of a clock that needs setting (design §7).</summary>
    public static readonly TimeSpan LargestClockOffset = TimeSpan.FromSeconds(60);

    public bool IsSilent(Instant now) => HeardAt is not { } heard || now - heard > Silent;

    public bool IsClockOff =>
        Report?.ClockOffset is { } offset && Math.Abs((decimal)offset) > (decimal)LargestClockOffset.TotalMilliseconds;
}
