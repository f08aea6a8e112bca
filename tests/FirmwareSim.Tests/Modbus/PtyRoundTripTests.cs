using System.Buffers.Binary;
using FirmwareSim.Modbus;

namespace FirmwareSim.Tests.Modbus;

/// <summary>A bus on a real pseudo-terminal, asked through a plain file.</summary>
public sealed class PtyRoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-pty-").FullName;

    private string BusPath => Path.Combine(_folder, "bus-1");

    private string TruthPath => Path.Combine(_folder, "truth.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_slave_answers_over_a_pseudo_terminal_and_the_truth_knows_it()
    {
        await using RunningSim sim = await StartAsync(string.Empty);

        byte[] answer = await sim.AskAsync(BusPath, [2, 3, 0, 1, 0, 1], 7);

        Assert.True(ModbusCrc.IsRight(answer));
        int tenths = (answer[3] << 8) | answer[4];
        Assert.InRange(tenths, 20, 80);
        await sim.EndAsync();
        string line = Assert.Single(File.ReadLines(TruthPath));
        Assert.Contains($"\"slave\":2,\"function\":3,\"register\":1,\"value\":{tenths},\"milliCelsius\":{tenths * 100}", line, StringComparison.Ordinal);
        Assert.False(File.Exists(BusPath));
    }

    [Fact]
    public async Task Nobody_answers_for_an_unknown_slave_or_a_wrong_crc_and_the_next_request_is_heard()
    {
        await using RunningSim sim = await StartAsync(string.Empty);

        await sim.SayAsync(BusPath, ModbusCrc.Seal([99, 3, 0, 1, 0, 1]));
        await sim.SayAsync(BusPath, [2, 3, 0, 1, 0, 1, 0, 0]);
        byte[] answer = await sim.AskAsync(BusPath, [1, 3, 0, 1, 0, 1], 7);

        Assert.True(ModbusCrc.IsRight(answer));
        Assert.Equal(1, answer[0]);
        await sim.EndAsync();
        Assert.Single(File.ReadLines(TruthPath));
    }

    [Fact]
    public async Task Each_answer_of_a_counting_sensor_is_recognisable()
    {
        await using RunningSim sim = await StartAsync(string.Empty);

        byte[] first = await sim.AskAsync(BusPath, [3, 4, 0, 1, 0, 1], 7);
        byte[] second = await sim.AskAsync(BusPath, [3, 4, 0, 1, 0, 1], 7);

        Assert.Equal(-300, BinaryPrimitives.ReadInt16BigEndian(first.AsSpan(3)));
        Assert.Equal(-299, BinaryPrimitives.ReadInt16BigEndian(second.AsSpan(3)));
    }

    [Fact]
    public async Task A_port_that_vanished_comes_back_at_its_path()
    {
        HeldClock clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using RunningSim sim = await StartAsync("at 00:00:00 vanish bus-1 for 1s", clock);
        await sim.UntilAsync(() => ReadTruth().Contains("port-gone", StringComparison.Ordinal));
        Assert.False(File.Exists(BusPath));

        clock.Move(TimeSpan.FromSeconds(1));
        await sim.UntilAsync(() => File.Exists(BusPath));
        byte[] answer = await sim.AskAsync(BusPath, [1, 3, 0, 1, 0, 1], 7);

        Assert.True(ModbusCrc.IsRight(answer));
    }

    [Fact]
    public async Task An_answer_that_nobody_read_is_named_when_the_port_closes()
    {
        await using RunningSim sim = await StartAsync(string.Empty);
        await sim.SayAsync(BusPath, ModbusCrc.Seal([1, 3, 0, 1, 0, 1]));
        await sim.UntilAsync(() => ReadTruth().Contains("modbus-answer", StringComparison.Ordinal));

        await sim.EndAsync();

        Assert.Contains("\"kind\":\"port-unread\"", ReadTruth(), StringComparison.Ordinal);
        Assert.Contains("\"value\":7}", ReadTruth(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_crc_reaches_the_line_as_the_scenario_says()
    {
        await using RunningSim sim = await StartAsync("at -00:00:10 wrong-crc bus-1 every=2");

        byte[] first = await sim.AskAsync(BusPath, [1, 3, 0, 1, 0, 1], 7);
        byte[] second = await sim.AskAsync(BusPath, [1, 3, 0, 1, 0, 1], 7);

        Assert.True(ModbusCrc.IsRight(first));
        Assert.False(ModbusCrc.IsRight(second));
        await sim.EndAsync();
        Assert.Contains("modbus-spoilt", ReadTruth(), StringComparison.Ordinal);
    }

    private string ReadTruth()
    {
        using FileStream file = new(TruthPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }

    private Task<RunningSim> StartAsync(string happening, TimeProvider? clock = null) => RunningSim.StartAsync(
        $"""
        fridge a/f kind=refrigerator volume=150
        sensor a/f/top modbus bus={BusPath} slave=1 map=rs-ws-n01
        sensor a/f/low modbus bus={BusPath} slave=2 map=rs-ws-n01
        sensor a/f/mid modbus counting bus={BusPath} slave=3 map=xy-md02
        {happening}
        """,
        TruthPath,
        clock);
}
