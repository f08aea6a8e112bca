using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F2, second half: the real server is killed at any moment while it seals days by the hundred.</summary>
/// <remarks>
/// It seals at once when it finds more than 1.5 million readings in days that are over and quiet; such a folder is made first, and
/// each kill gets a copy of it.
/// </remarks>
[Trait(FaultRun.Family, "F2-server")]
public sealed class SealingKillTests : IAsyncLifetime
{
    private const int UsualKills = 4;
    private const int Fridges = 230;
    private const int Days = 5;
    private const int DayMinutes = 1_440;
    private const int LongestLog = 1_500_000;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private static readonly string Server = Repository.Program("ColdChain.Server", "coldchain-server");

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ServerUnderTest setUp = await ServerUnderTest.StartAsync();
        await setUp.StopAsync();
        File.Copy(Path.Combine(setUp.Directory, "records.db"), Path.Combine(Made, "records.db"));
        Directory.Delete(setUp.Directory, recursive: true);
        await using HistoryUnderTest history = new(Made);
        for (int fridge = 0; fridge < Fridges; fridge++)
        {
            await history.AppendAsync(HistoryUnderTest.Of() with { Series = [new ArrivedSeries(Sensor(fridge), Readings(fridge))] });
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Made => Directory.CreateDirectory(_folder.Path("made")).FullName;

    [Fact]
    public async Task A_server_that_is_killed_while_it_seals_loses_nothing_and_its_chain_holds()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int kills = FaultRun.Count(UsualKills);
        int met = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            string what = $"{FaultRun.Again(seed)}, kill {kill}";
            string data = Directory.CreateDirectory(_folder.Path($"kill-{kill}")).FullName;
            Array.ForEach(Directory.GetFiles(Made), file => File.Copy(file, Path.Combine(data, Path.GetFileName(file))));
            await KillAsync(data, kill % 2 == 0 ? WhenLogIs(data, random.Next(LongestLog)) : WhenSealed(data, random.Next(1, Fridges * Days / 2)));
            long chunks = Count(data, "chunks");
            met += chunks is > 0 and < Fridges * Days ? 1 : 0;
            await VerifyAsync(data, what);
            await HoldsAllAsync(data, what);
            Directory.Delete(data, recursive: true);
        }

        Assert.True(met > 0, $"{FaultRun.Again(seed)}: none of {kills} kills met a server in the middle of sealing");
        FaultRun.Report("F2-server", kills, seed);
    }

    private static SensorId Sensor(int fridge) => SensorId.Parse($"gaochuan/fridge-{fridge}/top", null);

    private static WireReading[] Readings(int fridge) => [.. Enumerable.Range(0, Days * DayMinutes).Select(minute => new WireReading(
        ((long)fridge * Days * DayMinutes) + minute + 1, HistoryUnderTest.Minute(minute).UnixMilliseconds, Value(fridge, minute), 0))];

    private static int Value(int fridge, int minute) => 3_000 + (((fridge * 7) + (minute * minute)) % 40 * 100);

    private static async Task KillAsync(string data, Func<bool> when)
    {
        await using ProgramUnderTest server = ProgramUnderTest.Start(
            Server, ["run", "--data", data, "--urls", $"http://127.0.0.1:{FreePort.Next()}"]);
        await Eventually.HoldsAsync(() => when() || !server.IsRunning, "the moment to kill has come", Bound, Token);
        Assert.True(server.IsRunning, server.Tail(40));
        await server.KillAsync(Token);
    }

    private static Func<bool> WhenLogIs(string data, int bytes)
    {
        FileInfo log = new(Path.Combine(data, HistoryFile.FileName + "-wal"));
        return () =>
        {
            log.Refresh();
            return log.Exists && log.Length > bytes;
        };
    }

    private static Func<bool> WhenSealed(string data, int chunks) => () => Count(data, "chunks") >= chunks;

    /// <summary>The verb of the product, over what the kill left.</summary>
    private static async Task VerifyAsync(string data, string what)
    {
        await using ProgramUnderTest verify = ProgramUnderTest.Start(Server, ["verify", "--data", data]);
        Assert.True(await verify.WaitForExitAsync(Bound, Token) == 0, $"{what}: {verify.Tail(20)}");
    }

    /// <summary>Opened again, every reading is there; the rest is sealed, and twenty fresh ones come through.</summary>
    private static async Task HoldsAllAsync(string data, string what)
    {
        await using (HistoryUnderTest history = new(data))
        {
            Assert.True(history.Memory.Damages.Count == 0, $"{what}: a kill was taken for damage: {string.Join("; ", history.Memory.Damages)}");
            for (int fridge = 0; fridge < Fridges; fridge++)
            {
                IReadOnlyList<StoredReading> stored = await history.AllOfAsync(Sensor(fridge));
                int of = fridge;
                Assert.True(
                    stored.Select(reading => (reading.MeasuredAt, reading.Value.MilliCelsius)).SequenceEqual(
                        Enumerable.Range(0, Days * DayMinutes).Select(minute => (HistoryUnderTest.Minute(minute), Value(of, minute)))),
                    $"{what}: of {Sensor(fridge)} {stored.Count} readings are stored");
            }

            await history.Sealer.SealDueAsync(HistoryUnderTest.Minute(100_000), Token);
            Assert.Equal(Fridges * Days, Count(data, "chunks"));
            await StoreStory.FreshAsync(history, what);
        }

        await VerifyAsync(data, what);
    }

    private static long Count(string data, string table)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(data, HistoryFile.FileName)};Mode=ReadOnly;Pooling=false;Default Timeout=30");
        connection.Open();
        return HistorySchema.Scalar(connection, $"SELECT count(*) FROM {table}");
    }
}
