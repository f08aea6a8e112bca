using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>A series with readings on whole minutes only, so that every rule can be decided by a loop over minutes.</summary>
/// <param name="Profile">Judges.</param>
/// <param name="Stock">The minutes for which vaccine that must not freeze is inside (EX-18), the last one not.</param>
/// <param name="Stretches">One after the other, from minute 0.</param>
/// <param name="JudgedAfter">Minutes from the end of the last stretch to the moment of judgement.</param>
internal sealed record MinuteSeries(
    StorageProfile Profile, (int From, int Until) Stock, IReadOnlyList<Stretch> Stretches, int JudgedAfter)
{
    /// <summary>The minute at which the clock stands; at or after the last reading.</summary>
    public int Now => Stretches.Sum(stretch => stretch.Minutes) + JudgedAfter;

    /// <summary>What was stored for each minute, in thousandths of a degree: nothing, one value, sometimes two.</summary>
    /// <remarks>One more than there are minutes, since a reading may come as the clock stands.</remarks>
    public IReadOnlyList<int>[] Stored()
    {
        IReadOnlyList<int>[] stored = new IReadOnlyList<int>[Now + 1];
        Array.Fill(stored, []);
        int begin = 0;
        foreach (Stretch stretch in Stretches)
        {
            stretch.Store(stored.AsSpan(begin, stretch.Minutes));
            begin += stretch.Minutes;
        }

        return stored;
    }

    public FreezeSensitiveStock StockInside => FreezeSensitiveStock.During([new TimeRange(At(Stock.From), At(Stock.Until))]);

    /// <summary>For the detector: one reading a minute, chosen by the product's own rule for conflicts.</summary>
    public IEnumerable<Reading> Readings() => Stored()
        .Select((values, minute) => (Values: values, At: At(minute)))
        .Where(stored => stored.Values.Count > 0)
        .Select(stored => new Reading(
            Some.Sensor,
            stored.At,
            stored.Values.Select(Temperature.FromMilliCelsius).Aggregate(Profile.FurtherOut),
            ReadingFlags.None));

    public static Instant At(int minute) => Some.Midnight + TimeSpan.FromMinutes(minute);

    public override string ToString() =>
        $"{Profile.Id}, stock {Stock.From}-{Stock.Until}, now minute {Now}: {string.Join(" | ", Stretches)}";
}
