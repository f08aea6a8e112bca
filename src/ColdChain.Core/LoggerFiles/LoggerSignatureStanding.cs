namespace ColdChain.Core.LoggerFiles;

/// <summary>Which of the two signatures of a file fits: the certificate's over the file, the issuer's over the certificate.</summary>
public enum LoggerSignatureStanding
{
    Absent,

    /// <summary>Both fit.</summary>
    Valid,

    /// <summary>The certificate is the issuer's, the file is not what was signed: changed, or cut by hand.</summary>
    FileDoesNotFit,

    /// <summary>The file fits its certificate, but the certificate is not the issuer's.</summary>
    CertificateDoesNotFit,

    NeitherFits,

    /// <summary>Keys or signatures are not written as they must be.</summary>
    Malformed,
}
