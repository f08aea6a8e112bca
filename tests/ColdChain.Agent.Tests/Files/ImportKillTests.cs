using ColdChain.Agent.Buffer;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;
using ColdChain.Testing.LoggerFiles;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Files;

/// <summary>The real program, kill -9 at random instants of an import. The oracle is what the files were written from.</summary>
public sealed class ImportKillTests : IDisposable
{
    private const int Kills = 8;
    private const int Loggers = 12;
    private const int Days = 30;
    private const int Seed = 20_261_122;

    private readonly TemporaryDirectory _folder = new();

    public ImportKillTests()
    {
        string entries = string.Join(',', Enumerable.Range(0, Loggers).Select(logger =>
            $$"""{ "serial": "{{Serial(logger)}}", "sensor": "a/fridge-{{logger}}/logger", "timeZone": "Asia/Shanghai" }"""));
        File.WriteAllText(_folder.Path("agent.json"), $$"""
            { "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "http://127.0.0.1:9", "key": "k" },
              "sources": [{ "kind": "logger-files", "name": "loggers", "folder": "in", "look": "00:00:01", "signature": "optional", "loggers": [{{entries}}] }] }
            """);
        Directory.CreateDirectory(_folder.Path("in"));
        for (int logger = 0; logger < Loggers; logger++)
        {
            File.WriteAllBytes(_folder.Path("in", $"{logger}.txt"), ReportWriter.Bare(LoggerFolder.Plan(Days, Serial(logger))));
        }
    }

    [Fact] // G1, G2
    public async Task Whenever_the_agent_is_killed_every_reading_is_there_once_and_no_file_is_gone()
    {
        Random random = new(Seed);
        HashSet<int> moved = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            await using ProgramUnderTest agent = Start();
            int before = Entries();
            int enough = random.Next(1, Loggers * Days * 2 / Kills);
            await Eventually.HoldsAsync(() => Entries() >= before + enough || Done == Loggers, "some of it is stored", TestContext.Current.CancellationToken);
            await agent.KillAsync(TestContext.Current.CancellationToken);
            moved.Add(Done);
        }

        await using (ProgramUnderTest last = Start())
        {
            await Eventually.HoldsAsync(() => Done == Loggers, "all files are done", TestContext.Current.CancellationToken);
            await last.KillAsync(TestContext.Current.CancellationToken);
        }

        IReadOnlyList<JournalEntry> stored = await StoredAsync();
        Reading[] readings = [.. stored.OfType<JournalEntry.Measured>().Select(entry => entry.Reading)];
        Assert.Equal(Loggers * Days * 50, readings.Length);
        Assert.Equal(readings.Length, readings.Distinct().Count());
        Assert.Equal(Loggers, stored.OfType<JournalEntry.Happened>().Count(entry => entry.What.Kind == WireEventKinds.LoggerFileImported));
        Assert.Contains(moved, done => done is > 0 and < Loggers); // a kill fell between two files, or this proves little
    }

    public void Dispose() => _folder.Dispose();

    private int Done => Directory.Exists(_folder.Path("in", "done")) ? Directory.GetFiles(_folder.Path("in", "done")).Length : 0;

    private static string Serial(int logger) => $"1699000001{logger:00}";

    /// <summary>Parts that are in the journal, seen from outside.</summary>
    private int Entries()
    {
        if (!File.Exists(_folder.Path("data", SqliteReadingBuffer.FileName)))
        {
            return 0;
        }

        using Microsoft.Data.Sqlite.SqliteConnection journal = new($"Data Source={_folder.Path("data", SqliteReadingBuffer.FileName)};Mode=ReadOnly;Pooling=false");
        journal.Open();
        using Microsoft.Data.Sqlite.SqliteCommand count = journal.CreateCommand();
        count.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'imported'";
        if ((long)count.ExecuteScalar()! == 0)
        {
            return 0;
        }

        count.CommandText = "SELECT count(*) FROM imported";
        return (int)(long)count.ExecuteScalar()!;
    }

    private ProgramUnderTest Start() => ProgramUnderTest.Start(
        Repository.Program("ColdChain.Agent", "coldchain-agent"), ["run", "--config", _folder.Path("agent.json")], _folder.FullPath);

    private async Task<IReadOnlyList<JournalEntry>> StoredAsync()
    {
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = _folder.Path("data") }, new ManualClock(), NullLogger.Instance);
        return (await buffer.PeekAsync(ForwardLane.Backlog, 1_000_000, TestContext.Current.CancellationToken)).Entries;
    }
}
