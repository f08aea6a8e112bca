using System.Net;

using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>What an agent hears when the server cannot take its batch now.</summary>
public sealed class BatchEndpointRefusalTests : IAsyncLifetime
{
    private static readonly AgentId Gaochuan = AgentId.Parse("gaochuan-gateway", null);

    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Too_much_waiting_and_a_failing_disk_are_503_and_say_when_to_come_back()
    {
        Assert.Equal((503, "2"), await AnswerAsync(new ArrivalOutcome.Busy()));
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((503, "30"), await AnswerAsync(new ArrivalOutcome.DiskFailed("database or disk is full")));
    }

    [Fact]
    public async Task More_than_four_requests_of_one_agent_at_once_are_429_and_others_are_not_hindered()
    {
        InFlightLimit limit = _server.App.Services.GetRequiredService<InFlightLimit>();
        for (int number = 0; number < InFlightLimit.MostOfOneAgent; number++)
        {
            Assert.True(limit.TryEnter(Gaochuan));
        }

        using HttpClient client = _server.Anonymous();
        byte[] body = AgentUnderTest.Json(AgentUnderTest.Batch(AgentUnderTest.Top));
        using HttpResponseMessage refused = await new AgentUnderTest(client).PostAsync(body);
        using HttpResponseMessage other = await new AgentUnderTest(client, "baishi-gateway", ServerUnderTest.BaishiKey).PostAsync(body);
        limit.Leave(Gaochuan);
        using HttpResponseMessage later = await new AgentUnderTest(client).PostAsync(body);

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK),
            (refused.StatusCode, other.StatusCode, later.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task What_was_sent_is_counted_where_operators_look()
    {
        using HttpClient client = _server.Anonymous();
        await new AgentUnderTest(client).DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, new WireReading(1, AgentUnderTest.Start, 4_000, 0)));

        string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        string health = await client.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("coldchain_ingest_readings_total{outcome=\"stored\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("coldchain_monitoring_open_excursions", metrics, StringComparison.Ordinal);
        Assert.Contains("Healthy", health, StringComparison.Ordinal);
    }

    private async Task<(int Status, string RetryAfter)> AnswerAsync(ArrivalOutcome outcome)
    {
        IServiceProvider services = _server.App.Services;
        BatchEndpoint endpoint = new(
            services.GetRequiredService<EquipmentDirectory>(),
            new HistoryThatAnswers(outcome),
            services.GetRequiredService<IngestDesk>(),
            _server.Clock,
            NullLogger<BatchEndpoint>.Instance);
        DefaultHttpContext http = new() { RequestServices = services };
        http.Request.Headers.Authorization = $"Bearer {ServerUnderTest.GaochuanKey}";
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(AgentUnderTest.Json(AgentUnderTest.Batch(AgentUnderTest.Top)));
        IResult result = await endpoint.AnswerAsync(Gaochuan.ToString(), http);
        await result.ExecuteAsync(http);
        return (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString());
    }

    private sealed class HistoryThatAnswers(ArrivalOutcome outcome) : IReadingHistory
    {
        public Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken) => Task.FromResult(outcome);

        public Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
            IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ReadingBucket>> ReduceAsync(
            SensorId sensor, TimeRange during, int buckets, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>>> FiguresAsync(
            IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<TimeRange>> GapsAsync(
            SensorId sensor, TimeRange during, TimeSpan longest, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
