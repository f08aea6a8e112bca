using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>What a request will cost, as far as its headers tell; nothing of the body is read for it.</summary>
internal static class RequestCost
{
    /// <summary>Rows of JSON unpack to so many times their length at most, columns to more: a guess in between.</summary>
    private const long GzipRatio = 16;

    /// <summary>Agents of before the header send at most 500 readings live, 45 bytes each; what is longer waited for the line.</summary>
    private const long LongestLive = 32 * 1024;

    /// <param name="request">Only its headers are looked at.</param>
    /// <param name="isGzip">How its body comes.</param>
    public static (bool IsBacklog, long Bytes) Of(HttpRequest request, bool isGzip)
    {
        ArgumentNullException.ThrowIfNull(request);
        long sent = Math.Min(request.ContentLength ?? BodyReading.MostBytes, BodyReading.MostBytes);
        long bytes = Math.Min(isGzip ? sent * GzipRatio : sent, BodyReading.MostBytes);
        string? lane = request.Headers[ReadingBatch.LaneHeader];
        return (lane is null ? bytes > LongestLive : lane != ReadingBatch.LiveLane, bytes);
    }
}
