using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Identity;

/// <summary>Names one buffer file of an agent: a UUID made with the file, 32 hexadecimal digits on the wire.</summary>
/// <remarks>
/// Sequences count from one in every new file; the journal keeps a rebuilt buffer from being taken for a repetition
/// of the one before it. The default is empty and every parser refuses it.
/// </remarks>
public readonly record struct JournalId : ISpanParsable<JournalId>
{
    private readonly Guid _value;

    private JournalId(Guid value) => _value = value;

    public bool IsEmpty => _value == Guid.Empty;

    /// <exception cref="ArgumentException">The UUID is empty.</exception>
    public static JournalId FromGuid(Guid value) =>
        value == Guid.Empty ? throw new ArgumentException("An empty UUID names no journal.", nameof(value)) : new(value);

    public static JournalId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out JournalId id)
            ? id
            : throw new FormatException($"'{s}' is not a journal id: 32 hexadecimal digits, not all zero.");

    public static JournalId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JournalId result)
    {
        bool valid = Guid.TryParse(s, out Guid value) && value != Guid.Empty;
        result = valid ? new JournalId(value) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out JournalId result) =>
        TryParse(s.ToString(), provider, out result);

    public override string ToString() => _value.ToString("N");
}
