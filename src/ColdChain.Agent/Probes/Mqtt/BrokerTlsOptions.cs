using ColdChain.Agent.Mqtt.Securing;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration of TLS towards a broker. The files are read again at each connection.</summary>
public sealed class BrokerTlsOptions
{
    /// <summary>PEM: the CA of the broker's certificate.</summary>
    /// <value>Default none: the CAs that this machine trusts.</value>
    public string? Ca { get; init; }

    /// <summary>PEM: the agent's own certificate; with <see cref="Key"/>.</summary>
    /// <value>Default none: the broker asks for none.</value>
    public string? Certificate { get; init; }

    /// <summary>PEM: its private key, without a pass phrase, readable by the agent alone.</summary>
    /// <value>Default none.</value>
    public string? Key { get; init; }

    /// <summary>The name that the broker's certificate must be for, where that is not the host (an address, a tunnel).</summary>
    /// <value>Default: the host.</value>
    public string? ServerName { get; init; }

    internal IEnumerable<string> Validate(string path)
    {
        if (Ca is not null && PemFiles.LoadAuthorities(Ca).Mistake is { } authorities)
        {
            yield return $"{path}.ca: {authorities}";
        }

        if ((Certificate is null) != (Key is null))
        {
            yield return $"{path}.{(Key is null ? "key" : "certificate")}: is missing: certificate and key belong together";
        }
        else if (Certificate is not null && PemFiles.LoadIdentity(Certificate, Key!).Mistake is { } identity)
        {
            yield return $"{path}.certificate: {identity}";
        }
    }

    internal BrokerTlsSettings ToSettings() => new(Ca, Certificate, Key, ServerName);
}
