namespace ColdChain.Core.LoggerFiles;

/// <summary>What the signature in a file proves.</summary>
/// <param name="Words">For people, and never more than is known: the issuer's key was inferred, not published.</param>
/// <param name="Lot">Of the certificate; null when there is none.</param>
public sealed record LoggerSignature(LoggerSignatureStanding Standing, string Words, string? Lot)
{
    public static readonly LoggerSignature Absent = new(LoggerSignatureStanding.Absent, "the file has no signature", null);

    public bool IsValid => Standing == LoggerSignatureStanding.Valid;

    /// <summary>There is one, and it does not fit.</summary>
    public bool IsInvalid => Standing is not (LoggerSignatureStanding.Valid or LoggerSignatureStanding.Absent);
}
