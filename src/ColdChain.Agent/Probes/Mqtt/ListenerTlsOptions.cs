using ColdChain.Agent.Mqtt.Securing;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration of TLS for the listener. The files are read again when they change.</summary>
public sealed class ListenerTlsOptions
{
    /// <summary>PEM: the listener's certificate, then those between it and its root. Its names are those by which sensors connect.</summary>
    public required string Certificate { get; init; }

    /// <summary>PEM: the certificate's private key, without a pass phrase, readable by the agent alone.</summary>
    public required string Key { get; init; }

    /// <summary>PEM: the CA whose certificates let sensors in, the CN as their user name.</summary>
    /// <value>Default none: sensors are not asked for a certificate.</value>
    public string? ClientCa { get; init; }

    /// <summary>Whether a sensor without such a certificate is turned away.</summary>
    /// <value>Default false: it needs a user and password then.</value>
    public bool RequireClientCertificate { get; init; }

    internal IEnumerable<string> Validate(string path)
    {
        if (RequireClientCertificate && ClientCa is null)
        {
            yield return $"{path}.requireClientCertificate: there is no clientCa to check certificates against";
        }

        if (PemFiles.LoadIdentity(Certificate, Key).Mistake is { } identity)
        {
            yield return $"{path}.certificate: {identity}";
        }

        if (ClientCa is not null && PemFiles.LoadAuthorities(ClientCa).Mistake is { } authorities)
        {
            yield return $"{path}.clientCa: {authorities}";
        }
    }

    internal ListenerTlsSettings ToSettings() => new(Certificate, Key, ClientCa, RequireClientCertificate);
}
