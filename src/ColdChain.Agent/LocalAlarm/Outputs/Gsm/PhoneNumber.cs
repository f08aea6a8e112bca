using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>A phone's number. Prints masked: whoever reads a log need not know whom the clinic calls.</summary>
public sealed record PhoneNumber
{
    /// <summary>E.164 allows 15 digits; the shortest that can be called are those of emergency services.</summary>
    private const int MostDigits = 15;

    private const int FewestDigits = 3;

    /// <summary>A national number of fewer digits could be the end of many others.</summary>
    private const int FewestForAMatch = 7;

    private PhoneNumber(string digits, bool isInternational) => (Digits, IsInternational) = (digits, isInternational);

    /// <summary>Without the plus.</summary>
    public string Digits { get; }

    /// <summary>Began with a plus: the country code is in it.</summary>
    public bool IsInternational { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (text is null || text.Length > 2 * MostDigits)
        {
            return false;
        }

        string plain = new([.. text.Where(letter => letter is not (' ' or '-' or '(' or ')'))]);
        bool isInternational = plain.StartsWith('+');
        string digits = isInternational ? plain[1..] : plain;
        if (digits.Length is < FewestDigits or > MostDigits || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        number = new PhoneNumber(digits, isInternational);
        return true;
    }

    /// <summary>The same phone, with or without the country code: networks show one and people write the other.</summary>
    public bool IsSame(PhoneNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (IsInternational == other.IsInternational)
        {
            return Digits == other.Digits;
        }

        (PhoneNumber whole, PhoneNumber part) = IsInternational ? (this, other) : (other, this);
        string national = part.Digits.TrimStart('0');
        return national.Length >= FewestForAMatch && whole.Digits.EndsWith(national, StringComparison.Ordinal);
    }

    /// <summary>As it is dialled.</summary>
    public string Dialled => IsInternational ? $"+{Digits}" : Digits;

    public override string ToString() => Digits.Length < FewestForAMatch ? "***" : $"{Digits[..3]}****{Digits[^2..]}";
}
