using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>The listener's side of TLS: certificates read anew when their files change, handshakes bounded in time.</summary>
/// <remarks>
/// The files are looked at before each handshake, so a renewed certificate needs no restart; connections go on with the
/// one they began with. Files that are unfit leave the old ones in use, and are told once. Thread-safe.
/// </remarks>
internal sealed class ListenerTls(ListenerTlsSettings settings, TimeProvider clock, ILogger log)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly Lock _lock = new();
    private SslServerAuthenticationOptions? _options;
    private string _stamp = string.Empty;

    /// <summary>Why no handshake would be possible; null when the files are fit.</summary>
    public string? Check()
    {
        (SslServerAuthenticationOptions? options, string? mistake) = Current();
        return options is null ? mistake : null;
    }

    /// <summary>Shakes hands; the stream that was handed in is disposed of when that fails.</summary>
    public async Task<TlsEntry> EnterAsync(Stream plain, TimeSpan patience, CancellationToken cancellationToken)
    {
        (SslServerAuthenticationOptions? options, string? mistake) = Current();
        if (options is null)
        {
            await plain.DisposeAsync();
            return Refused($"TLS is not possible: {mistake}");
        }

        using CancellationTokenSource slow = new(patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        SslStream stream = new(plain, leaveInnerStreamOpen: false);
        string? doubt = null;
        try
        {
            await stream.AuthenticateAsServerAsync(WithJudge(options, said => doubt = said), either.Token);
            string? name = stream.RemoteCertificate is X509Certificate2 shown ? CertificateText.NameOf(shown) : null;
            return new TlsEntry(stream, name, Fault: null);
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException or System.ComponentModel.Win32Exception
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await stream.DisposeAsync();
            return Refused(doubt
                ?? (failed is OperationCanceledException ? $"no TLS handshake within {patience.TotalSeconds:0.#} s" : Why(failed)));
        }
    }

    private static TlsEntry Refused(string why) => new(null, null, new MqttFault(MqttFaultKind.Untrusted, $"It was not let in: {why}."));

    private static string Why(Exception failed) =>
        $"the TLS handshake failed ({LogText.OneLine((failed.InnerException ?? failed).Message.TrimEnd('.'), most: 200)}). Does it speak TLS 1.2 or later, and does it have the CA of this listener's certificate";

    private SslServerAuthenticationOptions WithJudge(SslServerAuthenticationOptions options, Action<string> doubt) => new()
    {
        ServerCertificateContext = options.ServerCertificateContext,
        EnabledSslProtocols = options.EnabledSslProtocols,
        ClientCertificateRequired = options.ClientCertificateRequired,
        CertificateChainPolicy = options.CertificateChainPolicy,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            bool isFree = certificate is null && !settings.RequiresClientCertificate;
            if (errors != SslPolicyErrors.None && !isFree)
            {
                string whose = certificate is X509Certificate2 shown ? CertificateText.Describe(shown) : "(none)";
                doubt($"its certificate {whose} is not accepted: {CertificateText.WhyNot(errors, chain, settings.ClientAuthorities ?? "clientCa")}");
            }

            return errors == SslPolicyErrors.None || isFree;
        },
    };

    private (SslServerAuthenticationOptions? Options, string? Mistake) Current()
    {
        lock (_lock)
        {
            string stamp = string.Join('|', Files().Select(Stamp));
            if (stamp == _stamp && _options is not null)
            {
                return (_options, null);
            }

            (SslServerAuthenticationOptions? options, string? mistake) = Load();
            if (options is not null && _options is not null)
            {
                log.LogInformation("The listener's certificate was read anew from {Certificate}", settings.Certificate);
            }
            else if (mistake is not null && stamp != _stamp)
            {
                log.Log(
                    _options is null ? LogLevel.Error : LogLevel.Warning,
                    "The files of the listener's TLS are not fit: {Mistake}. {Consequence}",
                    mistake,
                    _options is null ? "Nobody can connect" : "The ones read before stay in use");
            }

            _stamp = stamp;
            _options = options ?? _options;
            return (_options, mistake);
        }
    }

    private IEnumerable<string> Files() => new[] { settings.Certificate, settings.Key, settings.ClientAuthorities }.OfType<string>();

    private static string Stamp(string path) => new FileInfo(path) is { Exists: true } file
        ? FormattableString.Invariant($"{file.LastWriteTimeUtc.Ticks} {file.Length}")
        : "-";

    private (SslServerAuthenticationOptions? Options, string? Mistake) Load()
    {
        (SslStreamCertificateContext? identity, string? mistake) = PemFiles.LoadIdentity(settings.Certificate, settings.Key);
        X509Certificate2Collection? authorities = null;
        if (mistake is null && settings.ClientAuthorities is { } path)
        {
            (authorities, mistake) = PemFiles.LoadAuthorities(path);
        }

        return mistake is not null ? (null, mistake) : (new SslServerAuthenticationOptions
        {
            ServerCertificateContext = identity,
#pragma warning disable CA5398 // Without naming them OpenSSL's own minimum would count, which a machine may set lower.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
            ClientCertificateRequired = authorities is not null,
            CertificateChainPolicy = PemFiles.PolicyOf(authorities, ClientAuthentication),
        }, null);
    }
}
