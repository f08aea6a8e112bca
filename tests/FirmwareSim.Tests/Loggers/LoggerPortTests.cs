namespace FirmwareSim.Tests.Loggers;

/// <summary>A logger on a real pseudo-terminal, asked through a plain file (docs/devices/elitech.md).</summary>
public sealed class LoggerPortTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-logger-").FullName;

    private string BusPath => Path.Combine(_folder, "logger-1");

    private string TruthPath => Path.Combine(_folder, "truth.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_logger_gives_its_log_with_sums_that_fit()
    {
        await using RunningSim sim = await RunningSim.StartAsync(
            $"""
            zone +08:00
            fridge a/f kind=refrigerator volume=150
            sensor a/f/top elitech counting bus={BusPath} interval=1s slow=1h
            """,
            TruthPath);
        await sim.UntilAsync(() => File.ReadLines(TruthPath).Count() >= 2);
        Assert.Equal("55A5FA", await AskAsync(sim, "CC000A00D6", 3));
        string settings = await AskAsync(sim, "CC000600D2", 160);
        Assert.StartsWith("5502", settings, StringComparison.Ordinal);
        Assert.Equal(settings[^2..], SumOf(settings[..^2]));
        string head = await AskAsync(sim, "3302010036", 11);
        Assert.Equal(head[^2..], SumOf(head[..^2]));
        Assert.Equal("55FED4FED5", (await AskAsync(sim, "3302020037", 6))[..10]);
    }

    [Fact]
    public async Task A_question_whose_sum_is_wrong_is_not_answered_and_the_next_one_is()
    {
        await using RunningSim sim = await RunningSim.StartAsync(
            $"""
            fridge a/f kind=refrigerator volume=150
            sensor a/f/top elitech bus={BusPath}
            """,
            TruthPath);
        await sim.SayAsync(BusPath, Convert.FromHexString("CC000A00D7"));
        Assert.Equal("55A5FA", await AskAsync(sim, "CC000A00D6", 3));
    }

    private async Task<string> AskAsync(RunningSim sim, string question, int length)
    {
        await sim.SayAsync(BusPath, Convert.FromHexString(question));
        return Convert.ToHexString(System.Text.Encoding.Latin1.GetBytes(await sim.HearAsync(BusPath, length)));
    }

    private static string SumOf(string hex) => Convert.ToHexString([(byte)(Convert.FromHexString(hex).Sum(one => one) % 256)]);
}
