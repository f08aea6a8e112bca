namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Something that an installer should hear once.</summary>
/// <param name="Subject">Told once for each; it is no sensor's id.</param>
/// <param name="Kind">Of <see cref="Core.Wire.WireEventKinds"/>.</param>
public sealed record SourceNotice(string Subject, string Kind, string Text);
