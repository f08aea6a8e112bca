using ColdChain.Agent.Buffer;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F1 and F13 with the real program: killed, or asked to end, at any moment while a sensor publishes.</summary>
public sealed class AgentProcessTests : IAsyncDisposable
{
    private const int UsualKills = 40;
    private const int UsualEnds = 12;
    private const int FreshReadings = 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly StubbornPublisher _sensor;

    public AgentProcessTests()
    {
        File.WriteAllText(_folder.Path("agent.json"), $$"""
            { "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "http://127.0.0.1:9", "key": "k" },
              "sources": [{ "kind": "mqtt-listener", "name": "l", "port": {{_port}}, "allowAnonymous": true,
                "topics": [{ "topic": "kill/+/+/+", "sensor": "{1}/{2}/{3}", "format": "json", "temperature": "temperature" }] }] }
            """);
        _sensor = new StubbornPublisher(_port);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(FaultRun.Family, "F1")]
    public async Task Forty_kills_of_the_agent_lose_nothing_that_it_acknowledged()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int kills = FaultRun.Count(UsualKills);
        for (int kill = 0; kill < kills; kill++)
        {
            await using ProgramUnderTest agent = Start();
            await AcknowledgesAsync(agent, random.Next(1, 200));
            await agent.KillAsync(Token);
        }

        await EndsWellAsync(FaultRun.Again(seed));
        Assert.True(_sensor.Repeated >= kills, $"only {_sensor.Repeated} messages were repeated: the kills met no traffic");
        FaultRun.Report("F1", kills, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F13")]
    public async Task An_agent_that_is_asked_to_end_in_the_middle_of_its_work_loses_nothing()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int ends = FaultRun.Count(UsualEnds);
        for (int end = 0; end < ends; end++)
        {
            await using ProgramUnderTest agent = Start();
            await AcknowledgesAsync(agent, random.Next(1, 200));
            agent.AskToEnd();
            Assert.Equal(0, await agent.WaitForExitAsync(Bound, Token));
            Assert.Contains(agent.Lines, line => line.Contains("has stopped", StringComparison.Ordinal));
        }

        await EndsWellAsync(FaultRun.Again(seed));
        FaultRun.Report("F13", ends, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F13")]
    public async Task A_second_agent_on_one_data_directory_is_refused_and_the_first_goes_on()
    {
        await using ProgramUnderTest first = Start();
        await AcknowledgesAsync(first, 10);
        await using ProgramUnderTest second = Start();
        Assert.Equal(75, await second.WaitForExitAsync(Bound, Token));
        await second.WaitForLineAsync("Every agent needs a data directory of its own", Bound, Token);
        await AcknowledgesAsync(first, 10);
        FaultRun.Report("F13", 1, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _sensor.DisposeAsync();
        _folder.Dispose();
    }

    private ProgramUnderTest Start() => ProgramUnderTest.Start(
        Repository.Program("ColdChain.Agent", "coldchain-agent"), ["run", "--config", _folder.Path("agent.json")], _folder.FullPath);

    private Task AcknowledgesAsync(ProgramUnderTest agent, int more)
    {
        int enough = _sensor.AcknowledgedCount + more;
        return Eventually.HoldsAsync(
            () => _sensor.AcknowledgedCount >= enough || !agent.IsRunning, $"{more} more readings are acknowledged", Bound, Token);
    }

    /// <summary>Fresh readings are taken; then everything acknowledged is in the journal, once, exact and in order.</summary>
    private async Task EndsWellAsync(string what)
    {
        await using (ProgramUnderTest agent = Start())
        {
            await AcknowledgesAsync(agent, FreshReadings);
            Assert.True(agent.IsRunning, agent.Tail(40));
            agent.AskToEnd();
            Assert.Equal(0, await agent.WaitForExitAsync(Bound, Token));
        }

        (int[] sent, int[] acknowledged) = _sensor.Truth();
        await using SqliteReadingBuffer buffer = JournalStory.Open(_folder.Path("data"));
        int[] stored = [.. (await JournalTruth.ReadAsync(buffer)).Select(reading => reading.Value.MilliCelsius)];
        Assert.True(!acknowledged.Except(stored).Any(), $"{what}: {acknowledged.Except(stored).Count()} of {acknowledged.Length} acknowledged readings are lost");
        Assert.True(!stored.Except(sent).Any(), $"{what}: readings were invented");
        Assert.True(stored.Distinct().Count() == stored.Length, $"{what}: {stored.Length - stored.Distinct().Count()} readings are stored twice");
        Assert.True(stored.SequenceEqual(stored.Order()), $"{what}: out of order");
    }
}
