using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>Names one physical sensor, such as <c>gaochuan/fridge-1/top</c>: the sensor, not the place it sits in today.</summary>
/// <remarks>The default is empty and names nothing; every parser refuses it.</remarks>
public readonly record struct SensorId : ISpanParsable<SensorId>
{
    private readonly string? _text;

    private SensorId(string text) => _text = text;

    public bool IsEmpty => _text is null;

    /// <exception cref="FormatException">The text is not an id; the message says what one looks like.</exception>
    public static SensorId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out SensorId id) ? id : throw IdText.Refuse("a sensor id such as gaochuan/fridge-1/top", s);

    public static SensorId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SensorId result)
    {
        bool valid = s is not null && IdText.IsValid(s, fewestSegments: 1, mostSegments: 6);
        result = valid ? new SensorId(s!) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out SensorId result) =>
        TryParse(s.ToString(), provider, out result);

    public override string ToString() => _text ?? string.Empty;
}
