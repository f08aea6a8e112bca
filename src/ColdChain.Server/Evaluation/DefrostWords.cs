using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Evaluation;

/// <summary>Why an excursion of a freezer looks like a defrost, or does not. Words beside the record, never instead of it.</summary>
internal static class DefrostWords
{
    public static string Say(DefrostSigns signs) => signs.LooksLikeDefrost
        ? Invariant($"looks like a defrost: {Minutes(signs.Length)} min, up by {Kelvin(signs.Rise)} K and at most {Kelvin(signs.SteepestPerMinute)} K a minute, one peak, back to within {Kelvin(signs.LevelChange!.Value.Magnitude)} K of the level before")
            + (signs.SinceLast is { } since ? Invariant($"; {since.TotalHours:0.0} h after the one before") : string.Empty)
        : $"no defrost: {string.Join("; ", signs.Objections.Select(objection => Against(objection, signs)))}";

    private static string Against(DefrostObjection objection, DefrostSigns signs) => objection switch
    {
        DefrostObjection.TooLong => Invariant($"lasts or lasted {Minutes(signs.Length)} min and no end within {Minutes(DefrostPattern.Longest)}"),
        DefrostObjection.TooShort => Invariant($"over after {Minutes(signs.Length)} min"),
        DefrostObjection.Alone => "of that shape, but nothing like it within a week before or after",
        DefrostObjection.TooSmall => Invariant($"up by {Kelvin(signs.Rise)} K only"),
        DefrostObjection.TooSudden => Invariant($"up by {Kelvin(signs.SteepestPerMinute)} K in a minute, as by a door or a probe outside"),
        DefrostObjection.SeveralPeaks => "several peaks",
        DefrostObjection.NotBack => signs.LevelChange is { } change
            ? Invariant($"ends {Kelvin(change.Magnitude)} K from the level before")
            : "what came after was not observed",
    };

    private static string Minutes(TimeSpan length) => length.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Kelvin(TemperatureDelta delta) => (delta.MilliKelvin / 1000m).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
