using ColdChain.Core.Identity;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>A calibration, a validation or a key that ends on a day.</summary>
/// <param name="Key">Names the thing, such as <c>key/agent/gaochuan-gateway</c>.</param>
/// <param name="Facility">Whose contacts are told.</param>
/// <param name="DueOn">The last day, in the facility's zone.</param>
/// <param name="Chinese">Place and thing.</param>
/// <param name="English">The same.</param>
public sealed record DueThing(string Key, FacilityId Facility, DateOnly DueOn, string Chinese, string English);
