namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>The files of a listener that speaks TLS; whole paths.</summary>
/// <param name="Certificate">PEM: the listener's certificate, then those between it and its root.</param>
/// <param name="Key">PEM: its private key, without a pass phrase.</param>
/// <param name="ClientAuthorities">PEM: who issues the sensors' certificates. Null: none is asked for.</param>
/// <param name="RequiresClientCertificate">Whether a sensor without a certificate is turned away.</param>
public sealed record ListenerTlsSettings(string Certificate, string Key, string? ClientAuthorities, bool RequiresClientCertificate);
