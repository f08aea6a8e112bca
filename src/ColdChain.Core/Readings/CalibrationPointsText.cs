using System.Collections.Immutable;
using System.Globalization;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Readings;

/// <summary>The points of a certificate as they are typed and as they are stored.</summary>
/// <remarks>
/// Typed: a line a point, the reference and what the sensor showed in degrees, parted by blanks, a tab or a semicolon:
/// <c>2.0 2.1</c>. Stored: thousandths, <c>2000:100 8000:-50</c>, the reference and the error.
/// </remarks>
public static class CalibrationPointsText
{
    /// <summary>Certificates have three to five; a bound for what is typed.</summary>
    public const int MostPoints = 20;

    private const int LongestText = 1_000;

    /// <summary>No sensor of a cold chain is measured beyond these.</summary>
    private const decimal Coldest = -200m;

    private const decimal Warmest = 150m;

    private static readonly char[] Parts = [' ', '\t', ';', '；', '，', '|'];

    /// <summary>False when a line is no pair of temperatures, or two lines contradict each other; empty text has no points.</summary>
    public static bool TryRead(string? typed, out ImmutableArray<CalibrationPoint> points)
    {
        points = [];
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }

        string[] lines = typed.Length <= LongestText ? typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        if (lines.Length is 0 or > MostPoints)
        {
            return false;
        }

        List<CalibrationPoint> read = [];
        foreach (string line in lines)
        {
            string[] pair = line.Split(Parts, StringSplitOptions.RemoveEmptyEntries);
            if (pair.Length != 2 || Degrees(pair[0]) is not { } reference || Degrees(pair[1]) is not { } shown)
            {
                return false;
            }

            read.Add(new CalibrationPoint(reference, shown - reference));
        }

        points = [.. read.OrderBy(point => point.Reference.MilliCelsius)];
        return !points.Zip(points.Skip(1)).Any(pair =>
            pair.First.Reference >= pair.Second.Reference || pair.First.Shown >= pair.Second.Shown);
    }

    public static string Write(ImmutableArray<CalibrationPoint> points) => string.Join(' ', points.Select(point =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Reference.MilliCelsius}:{point.Error.MilliKelvin}")));

    /// <exception cref="FormatException">Not what <see cref="Write"/> writes.</exception>
    public static ImmutableArray<CalibrationPoint> Parse(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point =>
        {
            string[] pair = point.Split(':');
            return pair.Length == 2
                ? new CalibrationPoint(
                    Temperature.FromMilliCelsius(int.Parse(pair[0], CultureInfo.InvariantCulture)),
                    TemperatureDelta.FromMilliKelvin(int.Parse(pair[1], CultureInfo.InvariantCulture)))
                : throw new FormatException($"'{point}' is no point of a certificate.");
        })];
    }

    private static Temperature? Degrees(string text) =>
        decimal.TryParse(text.Replace('\u2212', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal celsius)
        && celsius is >= Coldest and <= Warmest
            ? Temperature.FromCelsius(celsius)
            : null;
}
