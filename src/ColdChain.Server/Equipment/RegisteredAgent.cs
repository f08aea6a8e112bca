using ColdChain.Core.Identity;

namespace ColdChain.Server.Equipment;

/// <summary>An agent as the directory knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FacilityPath">It serves this facility and those below (a prefix of their paths).</param>
/// <param name="KeySha256">32 bytes: the hash of its bearer key.</param>
public sealed record RegisteredAgent(AgentId Id, string FacilityPath, byte[] KeySha256);
