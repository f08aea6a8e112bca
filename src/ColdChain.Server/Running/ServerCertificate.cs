using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ColdChain.Server.Running;

/// <summary>The server's certificate with its chain and key, out of two PEM files; read anew when they change.</summary>
/// <remarks>
/// The files are looked at before each handshake, so that a renewed certificate needs no restart. Files that have become unfit
/// leave the old one in use. Thread-safe.
/// </remarks>
internal sealed class ServerCertificate(string certificate, string key)
{
    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private string _stamp = string.Empty;

    /// <summary>Why nobody could connect; null when the files are fit.</summary>
    public static string? Mistake(string certificate, string key) =>
        TryLoad(certificate, key, out string? mistake) is null
            ? $"Server:Certificate '{certificate}' and Server:CertificateKey '{key}' cannot be used: {mistake} Both are PEM files, the certificate with its intermediates after it."
            : null;

    /// <exception cref="CryptographicException">They were fit when the server was configured, and are not any more at its start.</exception>
    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            string stamp = Stamp(certificate) + Stamp(key);
            if (stamp != _stamp || _current is null)
            {
                _current = TryLoad(certificate, key, out string? mistake) ?? _current ?? throw new CryptographicException(mistake);
                _stamp = stamp;
            }

            return _current;
        }
    }

    private static SslStreamCertificateContext? TryLoad(string certificate, string key, out string? mistake)
    {
        try
        {
            X509Certificate2Collection chain = [];
            chain.ImportFromPemFile(certificate);
            mistake = null;
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate, key), chain, offline: true);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistake = fault.Message;
            return null;
        }
    }

    private static string Stamp(string path) => new FileInfo(path) is { Exists: true } file
        ? FormattableString.Invariant($"{file.LastWriteTimeUtc.Ticks} {file.Length};")
        : "-";
}
