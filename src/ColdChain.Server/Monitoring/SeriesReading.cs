using System.Runtime.CompilerServices;

using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Reads a sensor's history as it is judged: one value for a moment (EX-13), piece by piece so that a year fits in memory.</summary>
internal static class SeriesReading
{
    /// <summary>A week of a reading every few seconds is still only some megabytes.</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromDays(7);

    /// <summary>From a moment, included, to the end of the range; ends at the newest reading.</summary>
    /// <remarks>A range that is no longer than a piece is read at once; only for a longer one is it asked where its readings end.</remarks>
    public static async IAsyncEnumerable<Reading> JudgedFromAsync(
        this IStoredReadings history,
        SensorId sensor,
        TimeRange during,
        StorageProfile profile,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Instant last = during.Start;
        if (during.End is not { } near || near - during.Start > Piece)
        {
            StoredReading? newest = await history.LastBeforeAsync(
                sensor, during.End ?? Instant.FromUnixMilliseconds(long.MaxValue), cancellationToken);
            if (newest is not { } found)
            {
                yield break;
            }

            last = found.MeasuredAt;
        }

        for (Instant from = during.Start; from <= last; from += Piece)
        {
            Instant until = during.End is { } end ? Instant.Min(end, from + Piece) : from + Piece;
            IReadOnlyList<StoredReading> stored = await history.ReadAsync(sensor, new TimeRange(from, until), cancellationToken);
            foreach (Reading reading in Judged(stored, sensor, profile))
            {
                yield return reading;
            }
        }
    }

    /// <summary>EX-13. Of several values for one moment the one furthest out.</summary>
    public static IEnumerable<Reading> Judged(IReadOnlyList<StoredReading> stored, SensorId sensor, StorageProfile profile)
    {
        for (int index = 0; index < stored.Count; index++)
        {
            StoredReading judged = stored[index];
            while (index + 1 < stored.Count && stored[index + 1].MeasuredAt == judged.MeasuredAt)
            {
                index++;
                judged = judged with { Value = profile.FurtherOut(judged.Value, stored[index].Value) };
            }

            yield return new Reading(sensor, judged.MeasuredAt, judged.Value, judged.Flags);
        }
    }
}
