using ColdChain.Server.People;

namespace ColdChain.Server.Tests.People.Walk;

/// <summary>One request to one endpoint.</summary>
/// <param name="Rule">The line of the access table that it falls under; null when it falls under none.</param>
/// <param name="Of">Whose thing the address names; null when it names none, or one that does not exist.</param>
internal sealed record Attempt(string Method, string Address, AccessRule? Rule, WalkedFacility? Of)
{
    /// <summary>The body is JSON and not a form.</summary>
    public bool IsJson { get; init; }

    /// <summary>What the table says must come of it.</summary>
    public Verdict Expected(Walker walker) => Rule switch
    {
        null => Verdict.NotThere,
        { Audience: Audience.Anyone or Audience.Loopback } => Verdict.In,
        { Audience: Audience.Agents } => walker.AgentId is null
            ? Verdict.Stranger
            : walker.AgentId == Of?.Things["agentId"] ? Verdict.In : Verdict.Forbidden,
        _ when walker.Role is null && walker.Right is null => Verdict.Stranger,
        _ when walker.Right is not null && Rule.Integrations != walker.Right => Verdict.Forbidden,
        _ when walker.Role is not null && !Rule.Roles.Contains(walker.Role) => Verdict.Forbidden,
        { ScopedBy: null } => Verdict.In,
        _ => Of is not null && walker.MaySee(Of.Path) ? Verdict.In : Verdict.NotThere,
    };

    public override string ToString() => $"{Method} {Address}";
}
