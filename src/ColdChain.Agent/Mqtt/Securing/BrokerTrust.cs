using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>Our side of TLS towards a broker: what we show, whom we believe, and in words why not.</summary>
/// <remarks>Made for each attempt, so renewed files are taken up by themselves.</remarks>
internal sealed class BrokerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly BrokerTlsSettings _settings;

    private BrokerTrust(BrokerTlsSettings settings, string host)
    {
        _settings = settings;
        Name = settings.ServerName ?? host;
    }

    /// <summary>The name that the broker's certificate must be for.</summary>
    public string Name { get; }

    /// <summary>Why the broker was not believed; null as long as it is.</summary>
    public string? Doubt { get; private set; }

    public SslStreamCertificateContext? Identity { get; private init; }

    public X509ChainPolicy Policy { get; private init; } = new();

    /// <summary>Reads the files; the sentence says which is not fit.</summary>
    public static (BrokerTrust? Trust, string? Mistake) Load(BrokerTlsSettings settings, string host)
    {
        X509Certificate2Collection? authorities = null;
        SslStreamCertificateContext? identity = null;
        string? mistake = null;
        if (settings.Authorities is { } path)
        {
            (authorities, mistake) = PemFiles.LoadAuthorities(path);
        }

        if (mistake is null && settings is { Certificate: { } certificate, Key: { } key })
        {
            (identity, mistake) = PemFiles.LoadIdentity(certificate, key);
        }

        return mistake is not null
            ? (null, mistake)
            : (new BrokerTrust(settings, host) { Identity = identity, Policy = PemFiles.PolicyOf(authorities, ServerAuthentication) }, null);
    }

    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = Name,
        ClientCertificateContext = Identity,
        CertificateChainPolicy = Policy,
#pragma warning disable CA5398 // Without naming them OpenSSL's own minimum would count, which a machine may set lower.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Judge(certificate as X509Certificate2, chain, errors),
    };

    /// <summary>Whether the broker is believed; <see cref="Doubt"/> says why not.</summary>
    public bool Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        string whose = certificate is null ? "(none)" : CertificateText.Describe(certificate);
        string why = errors == SslPolicyErrors.RemoteCertificateNameMismatch
            ? $"it is not for '{Name}': connect by a name that is in it, or have one issued for this name"
            : CertificateText.WhyNot(errors, chain, _settings.Authorities ?? "the CAs that this machine trusts (tls.ca names a file)");
        Doubt = $"The broker's certificate {whose} is not trusted: {why}";
        return false;
    }
}
