using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>Names one piece of cold-chain equipment that keeps vaccine, such as <c>gaochuan/fridge-1</c>.</summary>
/// <remarks>The default is empty and names nothing; every parser refuses it.</remarks>
public readonly record struct StorageUnitId : ISpanParsable<StorageUnitId>
{
    private readonly string? _text;

    private StorageUnitId(string text) => _text = text;

    public bool IsEmpty => _text is null;

    /// <exception cref="FormatException">The text is not an id; the message says what one looks like.</exception>
    public static StorageUnitId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out StorageUnitId id) ? id : throw IdText.Refuse("a storage unit id such as gaochuan/fridge-1", s);

    public static StorageUnitId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StorageUnitId result)
    {
        bool valid = s is not null && IdText.IsValid(s, fewestSegments: 1, mostSegments: 4);
        result = valid ? new StorageUnitId(s!) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out StorageUnitId result) =>
        TryParse(s.ToString(), provider, out result);

    public override string ToString() => _text ?? string.Empty;
}
