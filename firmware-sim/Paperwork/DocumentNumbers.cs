using System.Globalization;

namespace FirmwareSim.Paperwork;

/// <summary>出/入库单号: code of the facility, day, and two digits that count within the day (the form of a provincial paper).</summary>
internal sealed class DocumentNumbers
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    public string Next(PaperPlace place, DateOnly day)
    {
        string stem = place.Code + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        int number = _used[stem] = _used.GetValueOrDefault(stem) + 1;
        return stem + number.ToString("00", CultureInfo.InvariantCulture);
    }
}
