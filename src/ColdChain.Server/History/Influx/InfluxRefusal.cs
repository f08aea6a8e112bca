using System.Net;
using System.Text;

namespace ColdChain.Server.History.Influx;

/// <summary>What an answer that is no success means, and InfluxDB's reason for it.</summary>
internal static class InfluxRefusal
{
    private const string ErrorHeader = "X-Influxdb-Error";

    /// <summary>An error is a line; a body beyond this is cut.</summary>
    private const int MostBodyBytes = 16 * 1024;

    private const int MostReasonLength = 200;

    public static async Task<InfluxOutcome> ReadAsync(
        HttpResponseMessage response, TimeProvider clock, CancellationToken inTime)
    {
        string said = response.Headers.TryGetValues(ErrorHeader, out IEnumerable<string>? errors)
            ? string.Join(' ', errors)
            : await BodyAsync(response, inTime);
        string reason = InOneLine($"{(int)response.StatusCode} {said}");
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new InfluxOutcome.Busy(RetryAfter(response, clock), reason),
            >= HttpStatusCode.BadRequest => new InfluxOutcome.Refused(reason),
            _ => new InfluxOutcome.Unreachable($"not an answer of InfluxDB: {reason}"),
        };
    }

    /// <summary>A short body as text; what is beyond the bound is left on the line.</summary>
    public static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken inTime)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(inTime);
        byte[] start = new byte[MostBodyBytes];
        int length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, inTime);
        return Encoding.UTF8.GetString(start, 0, length);
    }

    /// <summary>Fit for a log: no control characters, not long.</summary>
    public static string InOneLine(string text)
    {
        string line = new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        line = line.Trim();
        return line.Length > MostReasonLength ? line[..MostReasonLength] + "…" : line;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? after = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - clock.GetUtcNow());
        return after > TimeSpan.Zero ? after : null;
    }
}
