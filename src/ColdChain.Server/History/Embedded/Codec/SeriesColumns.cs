using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>The readings of a series turned on their side: one stretch of numbers for each column.</summary>
internal readonly ref struct SeriesColumns
{
    private const int Columns = 6;

    private readonly Span<int> _room;

    /// <param name="room"><see cref="Length"/> numbers to work in.</param>
    /// <param name="count">Of readings.</param>
    public SeriesColumns(Span<int> room, int count)
    {
        _room = room;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Milliseconds since the day began.</summary>
    public Span<int> Moments => _room[..Count];

    /// <summary>Thousandths of a degree.</summary>
    public Span<int> Values => _room.Slice(Count, Count);

    public Span<int> StoredMinutes => _room.Slice(Count * 2, Count);

    public Span<int> Flags => _room.Slice(Count * 3, Count);

    public Span<int> Journals => _room.Slice(Count * 4, Count);

    /// <summary>Which of the columns are not as the readings before let expect; see <see cref="SeriesSurprise"/>.</summary>
    public Span<int> Surprises => _room.Slice(Count * 5, Count);

    public static int Length(int count) => count * Columns;

    public void Take(ReadOnlySpan<KeptReading> readings)
    {
        Span<int> moments = Moments;
        Span<int> values = Values;
        Span<int> minutes = StoredMinutes;
        Span<int> flags = Flags;
        Span<int> journals = Journals;
        for (int index = 0; index < readings.Length; index++)
        {
            KeptReading reading = readings[index];
            moments[index] = reading.Offset;
            values[index] = reading.MilliCelsius;
            minutes[index] = reading.StoredMinute;
            flags[index] = reading.Flags;
            journals[index] = reading.Journal;
        }
    }

    public void Give(Span<KeptReading> readings)
    {
        ReadOnlySpan<int> moments = Moments;
        ReadOnlySpan<int> values = Values;
        ReadOnlySpan<int> minutes = StoredMinutes;
        ReadOnlySpan<int> flags = Flags;
        ReadOnlySpan<int> journals = Journals;
        for (int index = 0; index < readings.Length; index++)
        {
            ushort flag = unchecked((ushort)flags[index]);
            readings[index] = new KeptReading(moments[index], values[index], flag, minutes[index], journals[index]);
        }
    }
}
