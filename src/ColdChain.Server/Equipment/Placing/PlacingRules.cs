using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment.Placing;

/// <summary>When a sensor may change its place: what was measured, and so judged, where it sat stays there.</summary>
public static class PlacingRules
{
    /// <summary>What is entered later than this after it was done needs a reason. Product decision.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(15);

    /// <summary>Null: it may.</summary>
    /// <param name="move">What is asked.</param>
    /// <param name="points">All places of the sensor.</param>
    /// <param name="newestReading">When it measured last; null: nothing is on record.</param>
    /// <param name="now">The clock.</param>
    public static Refusal? Objection(
        SensorMove move, IReadOnlyCollection<MeasuringPoint> points, Instant? newestReading, Instant now)
    {
        ArgumentNullException.ThrowIfNull(move);
        ArgumentNullException.ThrowIfNull(points);
        if (move.At > now)
        {
            return new("时间在将来。移动以后再登记。", "That moment is in the future. Enter the move once it is done.");
        }

        if (newestReading is { } newest && move.At <= newest)
        {
            return new(
                $"该传感器到 {newest} 的读数已按原位置判定，不会改变。请填写更晚的时间，或留空表示现在。",
                $"Readings of this sensor up to {newest} were judged where it sat, and stay so. Give a later moment, or none for now.");
        }

        if (points.Any(point => move.At <= point.PlacedAt || move.At < point.RemovedAt))
        {
            return new("该时间之前或当时它已在别处。请填写更晚的时间。", "It was placed elsewhere at that moment or later. Give a later one.");
        }

        if (now - move.At > OnTime && string.IsNullOrWhiteSpace(move.Reason))
        {
            return new("时间早于 15 分钟前，请填写原因。", "That is more than 15 minutes ago: say why it is entered late.");
        }

        return move.To is null && points.All(point => point.RemovedAt is not null)
            ? new("它现在不在任何设备中。", "It sits in no unit now.")
            : null;
    }
}
