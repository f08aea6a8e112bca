using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Configuration;

/// <summary>The whole configuration file, read and checked.</summary>
/// <param name="Facility">Where the agent stands; for people who read the log. Null when not said.</param>
public sealed record AgentSettings(
    AgentId Agent,
    FacilityId? Facility,
    string DataDirectory,
    IReadOnlyList<SourceSettings> Sources,
    AgentPlumbing Plumbing);
