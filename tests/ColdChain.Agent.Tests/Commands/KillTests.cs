using ColdChain.Agent.Buffer;
using ColdChain.Agent.Tests.Serial;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Commands;

/// <summary>The real program, a real line, kill -9. The oracle is the transmitter, outside of the killed process.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 6;
    private const int Seed = 20260501;

    private readonly TemporaryDirectory _folder = new();
    private readonly List<int> _answered = [];
    private readonly SlaveOnWire _slaves;
    private int _next;

    public KillTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");
        _slaves = new SlaveOnWire(question =>
        {
            int value = Interlocked.Increment(ref _next) % 1000;
            lock (_answered)
            {
                _answered.Add(value);
            }

            return Frames.Answer(question[0], question[1], (ushort)value);
        });
        File.WriteAllText(_folder.Path("agent.json"), $$"""
            { "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "http://127.0.0.1:9", "key": "secret-key-of-gw" },
              "statusPage": { "on": false },
              "sources": [{ "kind": "modbus-rtu", "name": "bus", "port": "{{_slaves.Path}}", "baud": 115200, "poll": "00:00:00.1", "responseTimeout": "00:00:10",
                "sensors": [{ "sensor": "a/b/top", "slave": 1, "register": 1 }, { "sensor": "a/b/bottom", "slave": 2, "register": 1 }] }] }
            """);
    }

    [Fact]
    public async Task A_killed_agent_has_every_answer_on_its_disk_save_the_one_under_way()
    {
        Random random = new(Seed);
        for (int kill = 0; kill < Kills; kill++)
        {
            await using ProgramUnderTest agent = Start();
            int enough = _slaves.Questions + random.Next(3, 25);
            await Eventually.HoldsAsync(() => _slaves.Questions >= enough, "the bus was polled", TestContext.Current.CancellationToken);
            await agent.KillAsync(TestContext.Current.CancellationToken);
        }

        int[] answered = [.. _answered];
        int[] stored = [.. (await StoredAsync()).Select(reading => reading / 100)];
        Assert.Equal(stored.Length, stored.Distinct().Count());
        Assert.Empty(stored.Except(answered));
        int lost = answered.Except(stored).Count();
        Assert.True(lost <= Kills, $"{lost} of {answered.Length} answers are not on the disk after {Kills} kills");
    }

    [Fact]
    public async Task An_agent_that_is_asked_to_end_stores_what_it_has_and_exits_with_0()
    {
        await using ProgramUnderTest agent = Start();
        await Eventually.HoldsAsync(() => _slaves.Questions >= 5, "the bus was polled", TestContext.Current.CancellationToken);
        agent.AskToEnd();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        int[] stored = [.. (await StoredAsync()).Select(reading => reading / 100)];
        Assert.InRange(_answered.Except(stored).Count(), 0, 1);
        Assert.DoesNotContain(agent.Lines, line => line.Contains("secret-key", StringComparison.Ordinal));
        Assert.DoesNotContain("secret-key", File.ReadAllText(Directory.GetFiles(_folder.Path("data", "logs")).Single()), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _slaves.Dispose();
        _folder.Dispose();
    }

    private ProgramUnderTest Start() => ProgramUnderTest.Start(
        Repository.Program("ColdChain.Agent", "coldchain-agent"), ["run", "--config", _folder.Path("agent.json")], _folder.FullPath);

    private async Task<IEnumerable<int>> StoredAsync()
    {
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = _folder.Path("data") }, new ManualClock(), NullLogger.Instance);
        JournalPage page = await buffer.PeekAsync(ForwardLane.Backlog, 100_000, TestContext.Current.CancellationToken);
        return page.Entries.OfType<JournalEntry.Measured>().Select(entry => entry.Reading.Value.MilliCelsius);
    }
}
