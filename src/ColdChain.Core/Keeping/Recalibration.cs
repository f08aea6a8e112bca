namespace ColdChain.Core.Keeping;

/// <summary>How long a certificate of a sensor is good for where it names no day itself, by the regime of a profile.</summary>
/// <param name="Months">After the day of calibration.</param>
/// <param name="Sureness">As in docs/rules: A seen in the official text, B second-hand, K from memory, P chosen here.</param>
public sealed record Recalibration(int Months, char Sureness)
{
    /// <summary>China: at least yearly (GSP annex on monitoring [K]); WHO: yearly, chosen here [P]; US: two years (California VFC [A]).</summary>
    private static readonly Dictionary<string, Recalibration> ByRegime = new(StringComparer.Ordinal)
    {
        ["CN-IMM"] = new(12, 'K'),
        ["CN-GSP"] = new(12, 'K'),
        ["WHO"] = new(12, 'P'),
        ["US-CDC"] = new(24, 'A'),
    };

    /// <summary>For units that keep this profile, such as <c>CN-IMM/fridge</c>; a year where the regime is unknown.</summary>
    public static Recalibration Of(string profileId)
    {
        ArgumentNullException.ThrowIfNull(profileId);
        return ByRegime.GetValueOrDefault(profileId.Split('/')[0]) ?? new Recalibration(12, 'P');
    }

    /// <summary>The last day on which a calibration of this day counts.</summary>
    public DateOnly DueAfter(DateOnly calibratedOn) => calibratedOn.AddMonths(Months);
}
