using System.Net;
using System.Text.Json;

using ColdChain.Core.Wire;
using ColdChain.Server.Tests.Ingest;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>What programs read of a unit's temperatures.</summary>
public sealed class ReadingsEndpointTests : IAsyncLifetime
{
    private const string Unit = "gaochuan/fridge-1";
    private const long Minute = 60_000;

    private ServerUnderTest _server = null!;
    private HttpClient _nurse = null!;

    private static long Start => AgentUnderTest.Start - (60 * Minute);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _nurse = await _server.LogInAsync("nurse");
        using HttpClient client = _server.Anonymous();
        WireReading[] hour = [.. Enumerable.Range(0, 60).Select(
            minute => new WireReading(minute + 1, Start + (minute * Minute), minute == 31 ? 9_000 : 4_000 + minute, 0))];
        await new AgentUnderTest(client).DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, [.. hour, new WireReading(61, Start, 3_000, 1)]));
    }

    public async ValueTask DisposeAsync()
    {
        _nurse.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Readings_are_given_as_numbers_with_a_conflict_behind_what_it_conflicts_with() => Assert.Equal(
        [[Start, 4_000, 0, 0], [Start, 3_000, 1, 1], [Start + Minute, 4_001, 0, 0]],
        await RowsAsync($"/api/v1/readings/{Unit}?from={Start}&to={Start + (2 * Minute)}", "readings"));

    [Fact]
    public async Task A_reduced_range_keeps_the_spike_of_one_reading() => Assert.Equal(
        [
            [Start, 20, 3_000, 4_019, 4_010],
            [Start + (20 * Minute), 20, 4_020, 9_000, 4_278],
            [Start + (40 * Minute), 20, 4_040, 4_059, 4_050],
        ],
        await RowsAsync($"/api/v1/reduced-readings/{Unit}?from={Start}&to={Start + (60 * Minute)}&buckets=3", "buckets"));

    [Fact]
    public async Task A_sensor_that_came_within_the_range_has_the_same_stretches_from_its_coming_on()
    {
        // Placed at the turn of the year in the zone of the county: a range of that day and the one before, in four pieces.
        long placedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
        using HttpClient client = _server.Anonymous();
        WireReading[] around = [new(70, placedAt - Minute, 5_000, 0), new(71, placedAt + Minute, 6_000, 0), new(72, placedAt + (800 * Minute), 7_000, 0)];
        await new AgentUnderTest(client).DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, around));
        (long from, long to) = (placedAt - (960 * Minute), placedAt + (1_440 * Minute));

        // Stretches of 600 minutes begin 960 and 360 minutes before it came, then 240 and 840 after.
        Assert.Equal(
            [[placedAt, 1, 6_000, 6_000, 6_000], [placedAt + (240 * Minute), 1, 7_000, 7_000, 7_000]],
            await RowsAsync($"/api/v1/reduced-readings/{Unit}?from={from}&to={to}&buckets=4", "buckets"));
    }

    [Theory]
    [InlineData("readings", "from=5&to=5")]
    [InlineData("readings", "from=-1&to=5")]
    [InlineData("readings", "from=0&to=31708800000")]
    [InlineData("reduced-readings", "from=0&to=5&buckets=0")]
    [InlineData("reduced-readings", "from=0&to=5&buckets=5001")]
    [InlineData("reduced-readings", "from=0&to=316310400000&buckets=10")]
    [InlineData("reduced-readings", "from=0&to=5")]
    [InlineData("reduced-readings", "from=0&to=all&buckets=10")]
    public async Task What_is_no_range_or_too_much_is_refused(string what, string query)
    {
        using HttpResponseMessage answer = await _nurse.GetAsync(new Uri($"/api/v1/{what}/{Unit}?{query}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task More_stretches_than_milliseconds_are_no_fault()
    {
        List<long[]> rows = await RowsAsync($"/api/v1/reduced-readings/{Unit}?from={Start}&to={Start + 3}&buckets=5000", "buckets");
        Assert.Equal([Start, 1, 3_000, 4_000, 4_000], Assert.Single(rows));
    }

    [Fact] // G9
    public async Task The_nurse_of_another_township_gets_none_of_it()
    {
        using HttpClient other = await _server.LogInAsync("baishi-nurse");
        foreach (string path in (string[])[$"/api/v1/readings/{Unit}?from=0&to=1", $"/api/v1/reduced-readings/{Unit}?from=0&to=1&buckets=1"])
        {
            using HttpResponseMessage answer = await other.GetAsync(new Uri(path, UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<List<long[]>> RowsAsync(string path, string rows)
    {
        using HttpResponseMessage answer = await _nurse.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        JsonElement series = Assert.Single(json.RootElement.GetProperty("series").EnumerateArray());
        Assert.Equal(AgentUnderTest.Top, series.GetProperty("sensor").GetString());
        return [.. series.GetProperty(rows).EnumerateArray().Select(row => row.EnumerateArray().Select(one => one.GetInt64()).ToArray())];
    }
}
