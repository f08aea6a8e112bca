using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>Certificates and keys out of PEM files; a file that is not fit is a sentence, not an exception.</summary>
internal static class PemFiles
{
    /// <summary>A chain of certificates is a few kB; what is longer is not one.</summary>
    private const long LongestFileBytes = 1024 * 1024;

    /// <summary>A certificate that can prove itself, with those between it and its root, from the file's first certificate on.</summary>
    /// <param name="certificate">Path of the certificate, followed by those that it was issued with.</param>
    /// <param name="key">Path of its private key, without a pass phrase.</param>
    public static (SslStreamCertificateContext? Identity, string? Mistake) LoadIdentity(string certificate, string key) =>
        FileMistake(certificate) is { } wrongCertificate ? (null, wrongCertificate)
        : FileMistake(key) is { } wrongKey ? (null, wrongKey)
        : Load($"{certificate} with {key}", "a certificate in PEM and the key that belongs to it, without a pass phrase", () =>
        {
            X509Certificate2 own = X509Certificate2.CreateFromPemFile(certificate, key);
            if (OperatingSystem.IsWindows())
            {
                own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null); // Schannel needs a stored key.
            }

            X509Certificate2Collection between = [];
            between.ImportFromPemFile(certificate);
            return SslStreamCertificateContext.Create(own, between, offline: true);
        });

    /// <summary>The certificates of a file by which others are judged; at least one.</summary>
    public static (X509Certificate2Collection? Authorities, string? Mistake) LoadAuthorities(string path)
    {
        if (FileMistake(path) is { } wrong)
        {
            return (null, wrong);
        }

        (X509Certificate2Collection? found, string? mistake) = Load(path, "certificates in PEM", () =>
        {
            X509Certificate2Collection authorities = [];
            authorities.ImportFromPemFile(path);
            return authorities;
        });
        return found is { Count: 0 } ? (null, $"{path} has no certificate in it (-----BEGIN CERTIFICATE-----)") : (found, mistake);
    }

    /// <summary>How others are judged: by the authorities of the file alone, or by those that this machine trusts.</summary>
    /// <param name="authorities">Null for those of the machine.</param>
    /// <param name="purpose">What the certificate must be meant for: the OID of server or client authentication.</param>
    public static X509ChainPolicy PolicyOf(X509Certificate2Collection? authorities, string purpose)
    {
        // A clinic's network reaches no list of revoked certificates: whoever is to be shut out is taken from the users, or gets a new CA.
        X509ChainPolicy policy = new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(purpose));
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }

    private static string? FileMistake(string path) => path.Length == 0 ? "no file is named" : new FileInfo(path) switch
    {
        { Exists: false } => $"{path} is not there",
        { Length: > LongestFileBytes } => $"{path} is too long for certificates or keys",
        _ => null,
    };

    [SuppressMessage("Reliability", "CA2000", Justification = "Certificates live as long as the process; there are three at most.")]
    private static (T? Loaded, string? Mistake) Load<T>(string path, string expected, Func<T> load)
        where T : class
    {
        try
        {
            return (load(), null);
        }
        catch (Exception unfit) when (unfit is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"{path} cannot be used: {unfit.Message.TrimEnd('.')}. Expected: {expected}, readable by the agent");
        }
    }
}
