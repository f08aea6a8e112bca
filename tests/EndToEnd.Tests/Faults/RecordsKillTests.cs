using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ColdChain.Testing;
using EndToEnd.Tests.Access;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Faults;

/// <summary>The real server is killed while people write: papers of lots, each with its row of the audit trail.</summary>
public sealed class RecordsKillTests : IDisposable
{
    private const int UsualKills = 12;
    private const int Writers = 3;
    private const int MostBetween = 25;
    private const string Password = "a-long-password-1";

    private const string County = $$"""
        {
          "facilities": [ { "id": "gaochuan", "kind": "townshipHealthCentre", "nameZh": "高川镇卫生院", "nameEn": "Gaochuan" } ],
          "units": [ { "id": "gaochuan/fridge-1", "kind": "refrigerator", "nameZh": "1号冰箱", "nameEn": "Fridge 1", "profile": "CN-IMM/fridge" } ],
          "people": [ { "userName": "nurse", "fullName": "李护士", "role": "staff", "facility": "gaochuan", "password": "{{Password}}" } ]
        }
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly int _port = FreePort.Next();
    private int _missed;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _directory.Path("server");

    private Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Trait(FaultRun.Family, "F2-records")]
    public async Task Killed_under_writes_no_acknowledged_record_is_lost_and_the_trail_holds()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int kills = FaultRun.Count(UsualKills);
        await SetUpAsync();
        await using RestartableProgram server = new(Programs.Server, ["run", "--data", Data, "--urls", Address.ToString()], _directory.FullPath);
        TimeSpan longest = await StartAsync(server);
        using PersonSession nurse = await PersonSession.LogInAsync(Address, "nurse", Password, Token);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] writing = [.. Enumerable.Range(0, Writers).Select(writer => WriteAsync(nurse, writer, stop.Token))];
        for (int kill = 0; kill < kills; kill++)
        {
            await AcknowledgesAsync(random.Next(1, MostBetween));
            await server.KillAsync(Token);
            TimeSpan took = await StartAsync(server);
            longest = took > longest ? took : longest;
        }

        await AcknowledgesAsync(Writers);
        await stop.CancelAsync();
        await Task.WhenAll(writing);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {_acknowledged.Count} acknowledged, longest start {longest.TotalSeconds:0.00} s");
        Assert.True(_missed >= kills, $"only {_missed} requests went unanswered: the kills met no writing");
        await HoldAsync(FaultRun.Again(seed));
        FaultRun.Report("F2-records", kills, seed);
    }

    private static async Task<TimeSpan> StartAsync(RestartableProgram server)
    {
        long begun = TimeProvider.System.GetTimestamp();
        server.Start();
        await server.Current!.WaitForLineAsync("Now listening", Bound, Token);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>A paper is sent until it is said to be entered; then the next one.</summary>
    private async Task WriteAsync(PersonSession nurse, int writer, CancellationToken cancellationToken)
    {
        int number = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            string document = string.Create(CultureInfo.InvariantCulture, $"RK-{writer}-{number}");
            HttpStatusCode? answer = await SendAsync(nurse, document);
            if (answer == HttpStatusCode.OK)
            {
                _acknowledged.Add(document);
                number++;
            }
            else
            {
                Assert.Null(answer);
                Interlocked.Increment(ref _missed);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <returns>Null when nobody answered.</returns>
    private static async Task<HttpStatusCode?> SendAsync(PersonSession nurse, string document)
    {
        string paper = $$"""
            {"movements":[{"documentNumber":"{{document}}","documentLine":1,"kind":"receipt","at":"2026-05-01","product":"乙肝疫苗","manufacturer":"清河虚构生物",
            "lotNumber":"{{document}}","doses":10,"from":"清河县配送","to":"gaochuan","toUnit":"fridge-1"}]}
            """;
        try
        {
            return await nurse.PostJsonAsync("/api/v1/facilities/gaochuan/movements", paper, Token);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private Task AcknowledgesAsync(int more)
    {
        int enough = _acknowledged.Count + more;
        return Eventually.HoldsAsync(() => _acknowledged.Count >= enough, $"{more} more papers are entered", Bound, Token);
    }

    private async Task SetUpAsync()
    {
        await File.WriteAllTextAsync(_directory.Path("county.json"), County, Token);
        await RunAsync("set-up", "--data", Data, "--file", _directory.Path("county.json"));
    }

    /// <summary>Beside the server, which goes on: nothing acknowledged is missing or doubled, each has its audit row, and the chain is whole.</summary>
    private async Task HoldAsync(string what)
    {
        List<string> stored = Column("SELECT document_number FROM movement_entry");
        Assert.True(!_acknowledged.Except(stored).Any(), $"{what}: lost {string.Join(", ", _acknowledged.Except(stored))}");
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(
            stored.Count.ToString(CultureInfo.InvariantCulture),
            Assert.Single(Column("SELECT count(DISTINCT subject_key) FROM audit_entry WHERE subject = 'movement_entry' AND action = 'create'")));
        await RunAsync("verify", "--data", Data);
    }

    private List<string> Column(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(Data, "records.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return values;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        await using ProgramUnderTest run = ProgramUnderTest.Start(Programs.Server, arguments);
        Assert.True(await run.WaitForExitAsync(Bound, Token) == 0, run.Tail(40));
    }
}
