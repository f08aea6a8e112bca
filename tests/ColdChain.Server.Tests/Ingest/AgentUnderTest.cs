using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using ColdChain.Core.Wire;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>Speaks the wire as an agent does.</summary>
internal sealed class AgentUnderTest(HttpClient client, string agentId = "gaochuan-gateway", string key = ServerUnderTest.GaochuanKey)
{
    public const string Top = "gaochuan/fridge-1/top";

    public const string Journal = "7f0c2d4e8a1b4c6d9e0f112233445566";

    public static long Start => ServerUnderTest.Start.UnixMilliseconds;

    public static ReadingBatch Batch(string sensor, params IReadOnlyList<WireReading> readings) => new()
    {
        Journal = Journal,
        Lane = ReadingBatch.BacklogLane,
        AgentTime = Start,
        Series = [new WireSeries { Sensor = sensor, Readings = readings }],
    };

    public static byte[] Json(ReadingBatch batch) => JsonSerializer.SerializeToUtf8Bytes(batch, WireJson.Default.ReadingBatch);

    public static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? encoding = null, string type = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"/api/v1/agents/{agentId}/batches", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostTextAsync(string json) => PostAsync(Encoding.UTF8.GetBytes(json));

    /// <summary>Sends and expects 200.</summary>
    public async Task<BatchReply> DeliverAsync(ReadingBatch batch)
    {
        using HttpResponseMessage answer = await PostAsync(Gzip(Json(batch)), "gzip");
        byte[] body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {Encoding.UTF8.GetString(body)}");
        return JsonSerializer.Deserialize(body, WireJson.Default.BatchReply)!;
    }
}
