using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>Names one organisation's place that keeps vaccine, such as <c>gaochuan</c>.</summary>
/// <remarks>The default is empty and names nothing; every parser refuses it.</remarks>
public readonly record struct FacilityId : ISpanParsable<FacilityId>
{
    private readonly string? _text;

    private FacilityId(string text) => _text = text;

    public bool IsEmpty => _text is null;

    /// <exception cref="FormatException">The text is not an id; the message says what one looks like.</exception>
    public static FacilityId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out FacilityId id) ? id : throw IdText.Refuse("a facility id such as gaochuan", s);

    public static FacilityId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FacilityId result)
    {
        bool valid = s is not null && IdText.IsValid(s, fewestSegments: 1, mostSegments: 1);
        result = valid ? new FacilityId(s!) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out FacilityId result) =>
        TryParse(s.ToString(), provider, out result);

    public override string ToString() => _text ?? string.Empty;
}
