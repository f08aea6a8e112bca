using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary><c>GET /api/v1/readings/{unit}?from=&amp;to=</c>: everything that was stored, conflicts included, as numbers.</summary>
internal static class ReadingsEndpoint
{
    /// <summary>A month of several sensors at a reading a minute; whoever wants more asks again.</summary>
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(32);

    /// <param name="unit">Checked for scope by the access table.</param>
    /// <param name="from">Unix milliseconds, included.</param>
    /// <param name="to">Unix milliseconds, not included.</param>
    public static async Task<IResult> AnswerAsync(string unit, long from, long to, HttpContext http)
    {
        if (from < 0 || to <= from || to - from > (long)LongestRange.TotalMilliseconds)
        {
            return Results.Problem(
                $"from and to are Unix milliseconds, from before to, at most {LongestRange.Days} days apart.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        TimeRange during = new(Instant.FromUnixMilliseconds(from), Instant.FromUnixMilliseconds(to));
        StorageUnitId id = StorageUnitId.Parse(unit, CultureInfo.InvariantCulture);
        IReadingHistory history = http.RequestServices.GetRequiredService<IReadingHistory>();
        EquipmentPlan plan = await http.RequestServices.GetRequiredService<EquipmentDirectory>().PlanAsync(http.RequestAborted);
        List<ReadingsOfSensor> series = [];
        foreach (Placement placement in plan.PlacementsInUnit[id])
        {
            if (placement.During.Intersect(during) is { } there)
            {
                IReadOnlyList<StoredReading> stored = await history.ReadAsync(placement.SensorId, there, http.RequestAborted);
                series.Add(new ReadingsOfSensor(placement.SensorId.ToString(), placement.Position, [.. stored.Select(Numbers)]));
            }
        }

        return Results.Json(new ReadingsReply(unit, from, to, series));
    }

    private static long[] Numbers(StoredReading reading) =>
        [reading.MeasuredAt.UnixMilliseconds, reading.Value.MilliCelsius, (long)reading.Flags, reading.IsConflict ? 1 : 0];
}
