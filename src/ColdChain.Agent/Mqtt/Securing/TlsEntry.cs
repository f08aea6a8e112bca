namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>What came of a TLS handshake with a client.</summary>
/// <param name="Stream">What it says from now on; null when there is a fault.</param>
/// <param name="UserName">The CN of its certificate; null when it showed none.</param>
/// <param name="Fault">Why it may not come in.</param>
internal sealed record TlsEntry(Stream? Stream, string? UserName, MqttFault? Fault);
