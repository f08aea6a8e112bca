using ColdChain.Server.History.Influx;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>Random lives of a history whose finished days are in a real InfluxDB.</summary>
public sealed class InfluxHistoryModelTests(InfluxUnderTest influx) : HistoryModelTests, IClassFixture<InfluxUnderTest>, IDisposable
{
    private InfluxHttpClient? _client;
    private long _moved;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(101, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task However_a_history_came_about_it_reads_as_plain_lists_do(int seed) => LiveAsync(seed);

    private protected override async Task<HistoryUnderTest> OpenAsync(string directory, bool isNew)
    {
        _client = isNew ? await influx.DatabaseAsync() : _client;
        return new HistoryUnderTest(directory, _client);
    }

    private protected override async Task WorkAsync(HistoryUnderTest history)
    {
        await history.SettleAsync();
        _moved = Math.Max(_moved, history.Count("chunks WHERE readings IS NULL"));
    }

    private protected override async Task EndAsync(HistoryUnderTest history)
    {
        await WorkAsync(history);
        Assert.True(_moved > 0, "no day went to InfluxDB: the run says nothing");
    }

    public void Dispose() => _client?.Dispose();
}
