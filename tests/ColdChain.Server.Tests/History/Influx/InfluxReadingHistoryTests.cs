using ColdChain.Server.History.Influx;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>What every history must do, with finished days in a real InfluxDB and nowhere else.</summary>
public sealed class InfluxReadingHistoryTests(InfluxUnderTest influx) : ReadingHistoryTests, IClassFixture<InfluxUnderTest>
{
    private InfluxHttpClient? _client;

    private protected override async Task<HistoryUnderTest> OpenAsync(string directory) =>
        new(directory, _client ??= await influx.DatabaseAsync());
}
