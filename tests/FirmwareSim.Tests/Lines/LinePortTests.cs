using System.Text;

namespace FirmwareSim.Tests.Lines;

/// <summary>Thermometers of lines on real pseudo-terminals, heard through a plain file.</summary>
public sealed class LinePortTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-line-").FullName;

    private string BusPath => Path.Combine(_folder, "line-1");

    private string TruthPath => Path.Combine(_folder, "truth.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_tsm125_talks_by_itself_and_the_truth_knows_each_line()
    {
        await using RunningSim sim = await StartAsync("form=tsm125 interval=100ms", string.Empty);
        await sim.UntilAsync(() => File.ReadLines(TruthPath).Count() >= 3);
        string heard = await sim.HearAsync(BusPath, 21);
        Assert.Equal("-30.0\r\n-29.9\r\n-29.8\r\n", heard);
        await sim.EndAsync();
        Assert.Contains("\"milliCelsius\":-30000", File.ReadLines(TruthPath).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temperx232_answers_its_question_and_no_other()
    {
        await using RunningSim sim = await StartAsync("form=temperx232", string.Empty);
        await sim.SayAsync(BusPath, Encoding.ASCII.GetBytes("ReadTypeReadTemp"));
        Assert.Equal("Temp-Inner:-30.00 [C],45.20 [%RH]<", await sim.HearAsync(BusPath, 34));
    }

    [Fact]
    public async Task A_broken_probe_is_an_error_message()
    {
        await using RunningSim sim = await StartAsync("form=tsm125 interval=100ms", "at 00:00:00 broken-probe a/f/top");
        await sim.UntilAsync(() => File.ReadLines(TruthPath).Any());
        Assert.Equal("Err.1\r\n", await sim.HearAsync(BusPath, 7));
    }

    private Task<RunningSim> StartAsync(string options, string happening) => RunningSim.StartAsync(
        $"""
        fridge a/f kind=refrigerator volume=150
        sensor a/f/top line counting bus={BusPath} {options}
        {happening}
        """,
        TruthPath);
}
