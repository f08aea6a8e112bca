using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Bytes inside a message, and the step that understands them.</summary>
/// <param name="Paths">Where they are in the JSON; empty: the payload itself.</param>
/// <param name="Step">A name of <see cref="PayloadSteps"/>.</param>
internal sealed record BytesRule(IReadOnlyList<ValuePath> Paths, BytesForm Form, string Step);
