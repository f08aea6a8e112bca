using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ColdChain.Agent.Mqtt.Securing;

/// <summary>Certificates of strangers in words: whose, by whom, and why not.</summary>
internal static class CertificateText
{
    private const string CommonName = "2.5.4.3";

    /// <summary>The last CN of the subject; null when it has none.</summary>
    public static string? NameOf(X509Certificate2 certificate) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            .Select(part => part.GetSingleElementValue())
            .LastOrDefault(name => !string.IsNullOrWhiteSpace(name));

    /// <summary>For a log line: subject, issuer and the days between which it holds.</summary>
    public static string Describe(X509Certificate2 certificate) => LogText.OneLine(
        FormattableString.Invariant($"'{certificate.Subject}' issued by '{certificate.Issuer}', valid {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}"),
        most: 300);

    /// <summary>Why it was not believed, and what to do.</summary>
    /// <param name="errors">What the handshake found; not None.</param>
    /// <param name="chain">How it was judged.</param>
    /// <param name="authorities">The file by which it was judged, for people.</param>
    public static string WhyNot(SslPolicyErrors errors, X509Chain? chain, string authorities)
    {
        X509ChainStatusFlags status = (chain?.ChainStatus ?? []).Aggregate(
            X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return status switch
        {
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "none was shown",
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) =>
                "it is expired or not valid yet: have it renewed, and look at this machine's clock",
            _ when (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 =>
                $"who issued it is not in {authorities}: put the certificate of that CA there",
            _ when (status & (X509ChainStatusFlags.NotValidForUsage | X509ChainStatusFlags.InvalidExtension)) != 0 =>
                "it was issued for another purpose (extended key usage): have one issued for this",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "it is for another name",
            _ => $"it does not hold ({status})",
        };
    }
}
