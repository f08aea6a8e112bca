using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ColdChain.Core.Integrity;

/// <summary>A root as it is kept outside the house: one line that an agent notes, a report prints and a mail carries.</summary>
/// <param name="Number">Of the root.</param>
/// <param name="Day">For which it was made.</param>
/// <param name="Hash">The root.</param>
/// <param name="KeyId">Of the key that signed it (<see cref="RootSignature.KeyId"/>).</param>
/// <param name="Signature">In base64.</param>
/// <remarks>
/// <c>17 2026-11-21 64-digits 16-digits base64</c>, one space between. Whoever copied a root from paper may leave out the
/// key and the signature, both or none: the hash alone already ties down everything sealed before it.
/// </remarks>
public sealed record RootLine(long Number, DateOnly Day, Digest Hash, string? KeyId, string? Signature)
{
    /// <summary>No line of ours is longer; what is longer is none.</summary>
    public const int MostCharacters = 256;

    private const int KeyIdDigits = 16;

    /// <returns>False where the text is not such a line.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RootLine? line)
    {
        line = null;
        if (text is null || text.Length > MostCharacters)
        {
            return false;
        }

        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is not (3 or 5)
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number < 1
            || !DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            || !Digest.TryParse(parts[2], out Digest hash))
        {
            return false;
        }

        bool isSigned = parts.Length == 5;
        if (isSigned && !(parts[3].Length == KeyIdDigits && parts[3].All(char.IsAsciiHexDigitLower) && IsBase64(parts[4])))
        {
            return false;
        }

        line = new RootLine(number, day, hash, isSigned ? parts[3] : null, isSigned ? parts[4] : null);
        return true;
    }

    public override string ToString()
    {
        string signed = KeyId is null || Signature is null ? string.Empty : $" {KeyId} {Signature}";
        return string.Create(CultureInfo.InvariantCulture, $"{Number} {Day:yyyy-MM-dd} {Hash}{signed}");
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[MostCharacters], out _);
}
