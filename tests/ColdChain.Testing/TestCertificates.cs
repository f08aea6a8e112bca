using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ColdChain.Testing;

/// <summary>A CA of a test's own, and what it issues, as PEM files in a directory of its own.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryDirectory _folder = new();
    private readonly X509Certificate2 _ca;

    public TestCertificates(string name = "Clinic CA")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _ca = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(400));
        File.WriteAllText(Authority, _ca.ExportCertificatePem());
    }

    public string Authority => _folder.Path("ca.pem");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A server's certificate for this name; the paths of certificate and key.</summary>
    public (string Certificate, string Key) Server(string dns = "localhost", bool isExpired = false, string file = "server") =>
        Issue(file, dns, ServerUse, isExpired);

    public (string Certificate, string Key) Client(string commonName, bool isExpired = false, string use = ClientUse) =>
        Issue(commonName, commonName, use, isExpired);

    public void Dispose()
    {
        _ca.Dispose();
        _folder.Dispose();
    }

    private (string Certificate, string Key) Issue(string file, string name, string use, bool isExpired)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"O=Clinic, CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        _ = name == "localhost" ? Added(names) : names;
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        using X509Certificate2 issued = request.Create(
            _ca, Now.AddDays(-9), isExpired ? Now.AddDays(-1) : Now.AddDays(365), RandomNumberGenerator.GetBytes(8));
        (string certificate, string keyFile) = (_folder.Path($"{file}.pem"), _folder.Path($"{file}.key"));
        File.WriteAllText(certificate, issued.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }

    private static SubjectAlternativeNameBuilder Added(SubjectAlternativeNameBuilder names)
    {
        names.AddIpAddress(IPAddress.Loopback);
        return names;
    }
}
