using System.Globalization;
using ColdChain.Core.Keeping;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>Seven numbers of milliseconds with a space between, coldest band first: <c>0 0 0 0 1260000 0 0</c>.</summary>
internal sealed class BandTimesConverter() : ValueConverter<BandTimes, string>(
    times => Write(times),
    text => Read(text))
{
    private static string Write(BandTimes times) => string.Join(
        ' ', Enum.GetValues<TemperatureBand>().Select(band => times[band].ToString(CultureInfo.InvariantCulture)));

    private static BandTimes Read(string text) => text.Split(' ')
        .Select((number, band) => ((TemperatureBand)band, long.Parse(number, CultureInfo.InvariantCulture)))
        .Aggregate(default(BandTimes), (times, one) => times.Plus(one.Item1, one.Item2));
}
