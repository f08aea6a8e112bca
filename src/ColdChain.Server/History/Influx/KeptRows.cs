using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Influx;

/// <summary>Rows of InfluxDB back as the readings that were written, each day's by itself.</summary>
/// <remarks>
/// InfluxDB is open to others: what cannot be a reading of ours is counted and left out, and the hash of its day then does not
/// fit.
/// </remarks>
public sealed class KeptRows(DayCalendar calendar, InfluxRange range) : IInfluxRows
{
    private readonly SortedDictionary<int, List<KeptReading>> _days = [];
    private List<KeptReading> _current = [];
    private int? _currentDay;

    /// <summary>Rows that no reading of ours can have given.</summary>
    public int Strange { get; private set; }

    /// <summary>By <see cref="DayCalendar.DayOf(long)"/>; days without rows are not there. Readings by offset.</summary>
    public IReadOnlyDictionary<int, List<KeptReading>> Days => _days;

    public void Add(long unixMilliseconds, ReadOnlySpan<long?> fields)
    {
        if (fields is not [{ } value, var flags, { } stored, { } journal]
            || value is < int.MinValue or > int.MaxValue || flags is < 0 or > ushort.MaxValue
            || stored is < int.MinValue or > int.MaxValue || journal is < int.MinValue or > int.MaxValue
            || unixMilliseconds < range.From || unixMilliseconds >= range.To)
        {
            Strange++;
            return;
        }

        int day = calendar.DayOf(unixMilliseconds);
        if (day != _currentDay)
        {
            _currentDay = day;
            if (!_days.TryGetValue(day, out List<KeptReading>? readings))
            {
                _days[day] = readings = [];
            }

            _current = readings;
        }

        _current.Add(new KeptReading(
            (int)(unixMilliseconds - calendar.StartOf(day)), (int)value, (ushort)(flags ?? 0), (int)stored, (int)journal));
    }
}
