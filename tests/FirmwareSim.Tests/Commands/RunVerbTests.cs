using ColdChain.Testing;
using FirmwareSim.Tests.History;

namespace FirmwareSim.Tests.Commands;

/// <summary>The program itself, as the demo starts it.</summary>
public sealed class RunVerbTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string BusPath => _directory.Path("bus-1");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task SIGTERM_ends_a_run_in_good_order()
    {
        await using ProgramUnderTest sim = await StartAsync([]);
        await sim.WaitForLineAsync("ready", Bound, Token);
        Assert.NotNull(new FileInfo(BusPath).LinkTarget);

        sim.AskToEnd();
        await sim.WaitForExitAsync(Bound, Token);

        Assert.Equal(0, sim.ExitCode);
        Assert.Null(new FileInfo(BusPath).LinkTarget);
    }

    [Fact]
    public async Task The_history_is_sent_under_each_agents_id_and_ends_nine_minutes_into_the_event()
    {
        await using StandInServer server = new();
        await using ProgramUnderTest sim = await StartAsync(
            ["--history-days", "2", "--history-to", server.Address, "--agent", "village", "--key", "k", "--seconds", "1"]);

        await sim.WaitForExitAsync(Bound, Token);

        Assert.True(sim.ExitCode == 0, string.Join('\n', sim.Lines));
        Assert.Contains("ready", sim.Lines);
        Assert.Equal(
            [("township", "a/fridge-2/top"), ("village", "b/fridge-1/top")],
            server.Readings.Select(reading => (reading.Agent, reading.Sensor)).Distinct().Order());
        long[] above = [.. server.Readings
            .Where(reading => reading.Sensor == "a/fridge-2/top" && reading.MilliCelsius > 8_000)
            .Select(reading => reading.At).Order()];
        Assert.Equal(9, above.Length);
        Assert.Equal(above[0] + (8 * 60_000), server.Readings.Max(reading => reading.At));
    }

    private async Task<ProgramUnderTest> StartAsync(string[] arguments)
    {
        string file = _directory.Path("x.scenario");
        await File.WriteAllTextAsync(
            file,
            $"""
            fridge a/fridge-2 kind=refrigerator volume=92 load=6
            fridge b/fridge-1 kind=ice-lined volume=60
            sensor a/fridge-2/top modbus bus={BusPath} slave=1 map=rs-ws-n01
            sensor b/fridge-1/top mqtt port={FreePort.Next()} topic=t client=c time=iso
            agent township sensors=a/* key=secret
            agent village sensors=b/*
            at crossing high 8.0 of a/fridge-2/top = -00:09:00 power off a/fridge-2
            """,
            Token);
        return ProgramUnderTest.Start(
            Repository.Program("FirmwareSim", "firmware-sim"), ["run", "--scenario", file, .. arguments]);
    }
}
