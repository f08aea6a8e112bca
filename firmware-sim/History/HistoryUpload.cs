using System.Net;
using System.Net.Http.Headers;

namespace FirmwareSim.History;

/// <summary>Sends one agent's history to the server as late data: its own journal, the backlog lane, one request at a time.</summary>
internal sealed class HistoryUpload(HttpClient http, string agentId, string key, TimeProvider clock, TextWriter log)
{
    /// <summary>How long a server that is starting or busy is waited for, without any batch going through.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Guid _journal = Guid.NewGuid();

    /// <exception cref="UploadFault">It was refused, or the server could not be reached for too long.</exception>
    public async Task SendAsync(IReadOnlyList<PastReading> readings, CancellationToken cancellationToken)
    {
        long sequence = 0;
        int stored = 0;
        foreach (PastReading[] chunk in readings.Chunk(WireBatch.MostEntries))
        {
            SequencedReading[] batch = [.. chunk.Select(reading => new SequencedReading(++sequence, reading))];
            WireReply reply = await DeliverAsync(batch, cancellationToken);
            if (reply.Rejected.Count > 0)
            {
                throw new UploadFault(
                    $"{agentId}: the server rejected {reply.Rejected.Count} readings, the first because: {reply.Rejected[0].Reason}");
            }

            stored += batch.Length;
            await log.WriteLineAsync($"history of {agentId}: {stored} of {readings.Count} readings stored");
        }
    }

    private async Task<WireReply> DeliverAsync(SequencedReading[] batch, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        TimeSpan pause = ShortestPause;
        while (true)
        {
            (WireReply? reply, string trouble, TimeSpan? asked) = await TryAsync(batch, cancellationToken);
            if (reply?.FirstUnanswered(batch) is { } missing)
            {
                (reply, trouble) = (null, $"the server's answer left out sequence {missing}");
            }

            if (reply is not null)
            {
                return reply;
            }

            if (clock.GetElapsedTime(began) > Patience)
            {
                throw new UploadFault($"{agentId}: given up after {Patience.TotalSeconds:0} s: {trouble}");
            }

            await Task.Delay(asked ?? pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<(WireReply? Reply, string Trouble, TimeSpan? RetryAfter)> TryAsync(
        SequencedReading[] batch, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"api/v1/agents/{Uri.EscapeDataString(agentId)}/batches");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new ByteArrayContent(WireBatch.Compose(_journal, clock.GetUtcNow(), batch));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => (WireReply.Parse(body), string.Empty, null),
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                    (null, $"the server answers {(int)response.StatusCode}", response.Headers.RetryAfter?.Delta),
                _ => throw new UploadFault(
                    $"{agentId}: the server answers {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}"),
            };
        }
        catch (HttpRequestException fault)
        {
            return (null, fault.Message, null);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "the server did not answer in time", null);
        }
    }
}
