using System.Globalization;
using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>The readings of a storage unit as numbers: every one of them, or reduced to lines of lowest and highest.</summary>
/// <remarks>Answers are written as they are read, so that a year of a reading a minute costs no text of its own.</remarks>
internal static class ReadingsEndpoint
{
    /// <summary>As many as a very wide screen has columns of pixels.</summary>
    public const int MostBuckets = 5_000;

    /// <summary>A year of several sensors at a reading a minute; whoever wants more asks again.</summary>
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(366);

    /// <summary>Lines of figures cost the same for any range; vaccine and records are kept for less.</summary>
    private static readonly TimeSpan LongestReducedRange = TimeSpan.FromDays(3_660);

    /// <summary>
    /// <c>GET /api/v1/readings/{unit}?from=&amp;to=</c>: everything that was stored, each as [Unix milliseconds, thousandths
    /// of a degree, flags, 1 when another value was stored first for the moment].
    /// </summary>
    /// <param name="unit">Checked for scope by the access table.</param>
    /// <param name="from">Unix milliseconds, included.</param>
    /// <param name="to">Unix milliseconds, not included.</param>
    /// <param name="http">Of this request.</param>
    public static async Task<IResult> AnswerAsync(string unit, long from, long to, HttpContext http)
    {
        if (RangeOf(from, to, LongestRange) is not { } during)
        {
            return Refuse($"from and to are Unix milliseconds, from before to, at most {LongestRange.Days} days apart.");
        }

        IReadOnlyList<Placement> placements = await PlacementsAsync(unit, during, http);
        IReadingHistory history = http.RequestServices.GetRequiredService<IReadingHistory>();
        return Answer(unit, during, async json =>
        {
            foreach (Placement placement in placements)
            {
                json.BeginSeries(placement, "readings");
                TimeRange there = placement.During.Intersect(during)!.Value;
                foreach (StoredReading reading in await history.ReadAsync(placement.SensorId, there, http.RequestAborted))
                {
                    json.Row(
                        reading.MeasuredAt.UnixMilliseconds, reading.Value.MilliCelsius, (long)reading.Flags, reading.IsConflict ? 1 : 0);
                }

                await json.EndSeriesAsync(http.RequestAborted);
            }
        });
    }

    /// <summary>
    /// <c>GET /api/v1/reduced-readings/{unit}?from=&amp;to=&amp;buckets=</c>: the range in so many equal stretches, of those with
    /// readings [start in Unix milliseconds, count, lowest, highest, mean], thousandths of a degree.
    /// </summary>
    /// <param name="unit">Checked for scope by the access table.</param>
    /// <param name="from">Unix milliseconds, included.</param>
    /// <param name="to">Unix milliseconds, not included.</param>
    /// <param name="buckets">1 to <see cref="MostBuckets"/>.</param>
    /// <param name="http">Of this request.</param>
    public static async Task<IResult> ReduceAsync(string unit, long from, long to, int buckets, HttpContext http)
    {
        if (RangeOf(from, to, LongestReducedRange) is not { } during || buckets < 1 || buckets > MostBuckets)
        {
            return Refuse(
                $"from and to are Unix milliseconds, from before to, at most {LongestReducedRange.Days} days apart; buckets is 1 to {MostBuckets}.");
        }

        IReadOnlyList<Placement> placements = await PlacementsAsync(unit, during, http);
        IReadingHistory history = http.RequestServices.GetRequiredService<IReadingHistory>();
        return Answer(unit, during, async json =>
        {
            foreach (Placement placement in placements)
            {
                json.BeginSeries(placement, "buckets");
                foreach (ReadingBucket line in await LinesAsync(history, placement, during, buckets, http.RequestAborted))
                {
                    json.Row(
                        line.During.Start.UnixMilliseconds,
                        line.Count,
                        line.Lowest.MilliCelsius,
                        line.Highest.MilliCelsius,
                        line.Mean.MilliCelsius);
                }

                await json.EndSeriesAsync(http.RequestAborted);
            }
        });
    }

    /// <summary>All series of an answer have the same stretches, also that of a sensor that came or left within the range.</summary>
    private static async Task<IReadOnlyList<ReadingBucket>> LinesAsync(
        IReadingHistory history, Placement placement, TimeRange during, int buckets, CancellationToken cancellationToken)
    {
        if (placement.During.Intersect(during) == during)
        {
            return await history.ReduceAsync(placement.SensorId, during, buckets, cancellationToken);
        }

        List<TimeRange> there =
        [
            .. ReadingReduction.Stretches(during, buckets)
                .Where(stretch => stretch.Start < stretch.End)
                .Select(stretch => stretch.Intersect(placement.During))
                .OfType<TimeRange>(),
        ];
        return (await history.FiguresAsync([placement.SensorId], there, cancellationToken))
            .GetValueOrDefault(placement.SensorId, []);
    }

    private static async Task<IReadOnlyList<Placement>> PlacementsAsync(string unit, TimeRange during, HttpContext http)
    {
        EquipmentPlan plan = await http.RequestServices.GetRequiredService<EquipmentDirectory>().PlanAsync(http.RequestAborted);
        return [.. plan.PlacementsInUnit[StorageUnitId.Parse(unit, CultureInfo.InvariantCulture)]
            .Where(placement => placement.During.Overlaps(during))];
    }

    private static TimeRange? RangeOf(long from, long to, TimeSpan longest) =>
        from < 0 || to <= from || to - from > (long)longest.TotalMilliseconds
            ? null
            : new TimeRange(Instant.FromUnixMilliseconds(from), Instant.FromUnixMilliseconds(to));

    private static IResult Refuse(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Answer(string unit, TimeRange during, Func<SeriesJson, Task> writeSeries) => Results.Stream(
        async body =>
        {
            await using Utf8JsonWriter writer = new(body);
            writer.WriteStartObject();
            writer.WriteString("unit", unit);
            writer.WriteNumber("from", during.Start.UnixMilliseconds);
            writer.WriteNumber("to", during.End!.Value.UnixMilliseconds);
            writer.WriteStartArray("series");
            await writeSeries(new SeriesJson(writer));
            writer.WriteEndArray();
            writer.WriteEndObject();
        },
        "application/json");
}
