using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>The unified social credit code of an organisation in China (统一社会信用代码), 18 characters.</summary>
/// <remarks>
/// GB 32100-2015: one character for the registering authority, one for the kind, six digits of the administrative division,
/// nine of the organisation, one check character. Digits and capital letters without I, O, S, V, Z. The check character makes
/// the weighted sum a multiple of 31, so one wrong character or two neighbours swapped never pass. The default is empty and
/// names nobody; the parser refuses it.
/// </remarks>
public readonly record struct SocialCreditCode
{
    private const int Length = 18;

    private const int Modulus = 31;

    /// <summary>The value of a character is its place here.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private readonly string? _text;

    private SocialCreditCode(string text) => _text = text;

    /// <summary>Reads one as people type it: lower case, full-width letters and blanks are taken.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out SocialCreditCode code)
    {
        code = default;
        if (typed is null || typed.Length > 2 * Length)
        {
            return false;
        }

        string plain = new([.. typed.Where(letter => !char.IsWhiteSpace(letter)).Select(Plain)]);
        if (plain.Length != Length
            || !plain[2..8].All(char.IsAsciiDigit)
            || !plain.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal))
            || CheckCharacter(plain.AsSpan(0, Length - 1)) != plain[^1])
        {
            return false;
        }

        code = new SocialCreditCode(plain);
        return true;
    }

    /// <summary>The last character for these seventeen of the alphabet.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> body)
    {
        int sum = 0;
        int weight = 1;
        foreach (char letter in body)
        {
            sum += Alphabet.IndexOf(letter, StringComparison.Ordinal) * weight;
            // The weights are the powers of three.
            weight = weight * 3 % Modulus;
        }

        return Alphabet[(Modulus - (sum % Modulus)) % Modulus];
    }

    public override string ToString() => _text ?? string.Empty;

    /// <summary>The full-width forms of keyboards stand 0xFEE0 above their ASCII letters.</summary>
    private static char Plain(char letter) =>
        char.ToUpperInvariant(letter is >= '！' and <= '～' ? (char)(letter - 0xFEE0) : letter);
}
