using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>Names one edge agent, such as <c>gaochuan-gateway</c>.</summary>
/// <remarks>The default is empty and names nothing; every parser refuses it.</remarks>
public readonly record struct AgentId : ISpanParsable<AgentId>
{
    private readonly string? _text;

    private AgentId(string text) => _text = text;

    public bool IsEmpty => _text is null;

    /// <exception cref="FormatException">The text is not an id; the message says what one looks like.</exception>
    public static AgentId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out AgentId id) ? id : throw IdText.Refuse("an agent id such as gaochuan-gateway", s);

    public static AgentId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AgentId result)
    {
        bool valid = s is not null && IdText.IsValid(s, fewestSegments: 1, mostSegments: 1);
        result = valid ? new AgentId(s!) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out AgentId result) =>
        TryParse(s.ToString(), provider, out result);

    public override string ToString() => _text ?? string.Empty;
}
