namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>How a broker proves itself to us, and we to it; whole paths.</summary>
/// <param name="Authorities">PEM: the CA of the broker's certificate. Null: those that this machine trusts.</param>
/// <param name="Certificate">PEM: our own certificate. Null: we show none.</param>
/// <param name="Key">PEM: its private key; with <paramref name="Certificate"/>.</param>
/// <param name="ServerName">The name that the broker's certificate must be for. Null: the host that we connect to.</param>
public sealed record BrokerTlsSettings(string? Authorities, string? Certificate, string? Key, string? ServerName);
