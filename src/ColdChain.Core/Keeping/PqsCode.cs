using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Keeping;

/// <summary>The WHO prequalification code of a piece of equipment, such as <c>E003/007</c>: category, then number.</summary>
/// <remarks>
/// Categories: E001 cold and freezer rooms, E002 refrigerated vehicles, E003 refrigerators and freezers, E004 cold boxes and
/// carriers, E005 coolant packs, E006 temperature monitoring [K]. Whether WHO lists the code is not checked. The default is
/// empty; the parser refuses it.
/// </remarks>
public readonly record struct PqsCode
{
    private readonly string? _text;

    private PqsCode(string text) => _text = text;

    /// <summary>E, three digits, a slash, two to four digits; lower case is taken.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out PqsCode code)
    {
        string plain = typed is { Length: <= 20 } ? typed.Trim().ToUpperInvariant() : string.Empty;
        bool isCode = plain.Length is >= 7 and <= 9
            && plain[0] == 'E'
            && plain[4] == '/'
            && plain[1..4].All(char.IsAsciiDigit)
            && plain[5..].All(char.IsAsciiDigit);
        code = isCode ? new PqsCode(plain) : default;
        return isCode;
    }

    public override string ToString() => _text ?? string.Empty;
}
