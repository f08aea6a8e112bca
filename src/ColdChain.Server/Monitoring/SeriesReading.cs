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

    /// <summary>Beyond late readings: where a run over them most often goes as the one before it did [P].</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(6);

    /// <summary>The same for who most likely stops soon behind new readings: those that lie far beyond are read only when they are asked for.</summary>
    /// <param name="history">Is read.</param>
    /// <param name="fresh">The new readings.</param>
    /// <param name="rest">From before them on.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public static async IAsyncEnumerable<Reading> JudgedAboutAsync(
        this IStoredReadings history, NewReadings fresh, TimeRange rest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Instant near = Instant.Max(fresh.To + Near, rest.Start);
        bool isLonger = rest.End is not { } end || end > near;
        foreach (TimeRange part in isLonger ? [new TimeRange(rest.Start, near), new TimeRange(near, rest.End)] : (TimeRange[])[rest])
        {
            await foreach (Reading reading in history.JudgedFromAsync(fresh.Placement.SensorId, part, fresh.Placement.Profile, cancellationToken))
            {
                yield return reading;
            }
        }
    }

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
