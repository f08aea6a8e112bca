using System.Diagnostics;
using System.Globalization;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace EndToEnd.Tests.Month;

/// <summary>The line was down for long: everything arrives once, and what is measured now is there within seconds.</summary>
/// <remarks>
/// A day in the suite; COLDCHAIN_OFFLINE_DAYS=30 (eng/month-offline.sh) makes it the month. Times are measured and told,
/// never asserted, but for the five seconds that are promised.
/// </remarks>
public sealed class MonthOfflineTests
{
    private const string DaysVariable = "COLDCHAIN_OFFLINE_DAYS";
    private const string SpeedVariable = "COLDCHAIN_LINE_SPEED";
    private const string FiguresVariable = "COLDCHAIN_FIGURES_FILE";

    /// <summary>After the line is back, a reading that is measured now is on the server within this time.</summary>
    private static readonly TimeSpan LivePromise = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drain_that_is_killed_cut_and_robbed_of_answers_delivers_everything_once()
    {
        MonthPlan plan = MonthPlan.EndingNow(0.5);
        await using MonthSite site = new(plan, liveInterval: "5s", bytesPerSecond: 12_000);
        await site.FillJournalAsync(Token);
        await site.StartAsync(Token);
        site.Network.Switch(ProxyMode.Pass);
        foreach (RestartableProgram program in (RestartableProgram[])[site.Agent, site.Server])
        {
            await GoOnAsync(site);
            await program.KillAsync(Token);
            program.Start();
            await GoOnAsync(site);
            await DisturbAsync(site, ProxyMode.LoseReplies);
        }

        long before = site.Ledger.Count();
        Assert.True(before < plan.Readings, $"{before} of {plan.Readings} were delivered before the last fault: it met nothing");
        await site.EndSensorsAsync(Token);
        await SettleAsync(site, plan);
        MonthVerdict verdict = site.Ledger.Compare(site.Live());
        Assert.True(verdict.IsClean, $"{verdict}\n{site.Words()}");
        Assert.Equal(plan.Readings, verdict.Stored);
    }

    [Fact]
    public async Task What_was_measured_while_the_line_was_down_arrives_once_beside_live_readings()
    {
        double days = double.Parse(Environment.GetEnvironmentVariable(DaysVariable) ?? "1", CultureInfo.InvariantCulture);
        MonthPlan plan = MonthPlan.EndingNow(days);
        await using MonthSite site = new(plan, liveInterval: "10s", Speed());
        long begun = Stopwatch.GetTimestamp();
        await site.FillJournalAsync(Token);
        Say($"{plan.Readings} readings written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, journal {new FileInfo(site.JournalPath).Length / 1_048_576.0:0.0} MiB");
        await site.StartAsync(Token);

        (Instant back, TimeSpan first) = await ReconnectAsync(site);
        await DrainAsync(site, plan, back);
        await site.EndSensorsAsync(Token);
        await SettleAsync(site, plan);

        MonthVerdict verdict = site.Ledger.Compare(site.Live());
        Say($"{verdict}");
        Assert.True(verdict.IsClean, $"{verdict}\n{site.Words()}");
        Assert.Equal(plan.Readings, verdict.Stored);
        Assert.All(verdict.Unknown, reading => Assert.Contains(reading, site.Sent()));
        Assert.True(first < LivePromise, $"the first live reading took {first.TotalSeconds:0.0} s\n{site.Words()}");
    }

    /// <summary>Backlog flows.</summary>
    private static Task GoOnAsync(MonthSite site)
    {
        long before = site.Ledger.Count();
        return Eventually.HoldsAsync(
            () => site.Ledger.Count() > before + MonthPlan.Sensors, "backlog flows", TimeSpan.FromMinutes(2), Token);
    }

    /// <summary>Until the fault has eaten something; then the line is whole again.</summary>
    private static async Task DisturbAsync(MonthSite site, ProxyMode mode)
    {
        long lost = site.Network.LostBytes;
        site.Network.Switch(mode);
        await Eventually.HoldsAsync(
            () => site.Network.LostBytes > lost, $"somebody meets the line in mode {mode}", TimeSpan.FromMinutes(2), Token);
        site.Network.Switch(ProxyMode.Pass);
    }

    /// <summary>Bytes a second of the line, when a run is to measure a slow one.</summary>
    private static int? Speed() =>
        int.TryParse(Environment.GetEnvironmentVariable(SpeedVariable), CultureInfo.InvariantCulture, out int speed) ? speed : null;

    /// <summary>Switches the line on and waits until a reading measured after that is on the server.</summary>
    private static async Task<(Instant Back, TimeSpan First)> ReconnectAsync(MonthSite site)
    {
        Instant back = TimeProvider.System.GetCurrentInstant();
        long begun = Stopwatch.GetTimestamp();
        site.Network.Switch(ProxyMode.Pass);
        await Eventually.HoldsAsync(
            () => site.Ledger.CountFrom(back - TimeSpan.FromSeconds(10)) > 0,
            "a live reading is on the server",
            TimeSpan.FromMinutes(2),
            Token);
        TimeSpan first = Stopwatch.GetElapsedTime(begun);
        Say($"first live reading on the server {first.TotalSeconds:0.00} s after the line was back");
        return (back, first);
    }

    private static async Task DrainAsync(MonthSite site, MonthPlan plan, Instant back)
    {
        await Eventually.HoldsAsync(
            () => site.Ledger.CountBefore(plan.Until) >= plan.Readings,
            "the backlog is on the server",
            TimeSpan.FromMinutes(30),
            Token);
        (_, Instant last) = site.Ledger.BacklogStored();
        TimeSpan took = last - back;
        long bytes = site.Network.CarriedBytes;
        Say($"drained in {took.TotalSeconds:0.0} s: {plan.Readings / took.TotalSeconds:0} readings/s");
        Say($"{bytes} bytes on the wire, {bytes / (double)plan.Readings:0.00} a reading, both directions");
        IReadOnlyList<TimeSpan> delays = site.Ledger.LiveDelays(back, last);
        if (delays.Count > 0)
        {
            (TimeSpan median, TimeSpan late) = (delays[delays.Count / 2], delays[delays.Count * 99 / 100]);
            Say($"{delays.Count} live readings meanwhile: median {median.TotalSeconds:0.00} s, 99 % {late.TotalSeconds:0.00} s, longest {delays[^1].TotalSeconds:0.00} s");
        }

        SayUse("drained", site);
    }

    private static async Task SettleAsync(MonthSite site, MonthPlan plan)
    {
        long begun = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync(
            () => site.Ledger.Count() >= plan.Readings + site.Live().Count && site.Ledger.IsJudged(),
            "everything is stored and judged",
            TimeSpan.FromMinutes(30),
            Token);
        Say($"everything judged {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s after the sensors ended");
        SayUse("judged", site);
    }

    private static void SayUse(string when, MonthSite site)
    {
        ProcessUse agent = ProcessUse.Of(site.Agent.Current!.ProcessId);
        ProcessUse server = ProcessUse.Of(site.Server.Current!.ProcessId);
        Say($"{when}: agent peak {agent.PeakKibibytes / 1024} MiB, {agent.Cpu.TotalSeconds:0.0} s CPU; server peak {server.PeakKibibytes / 1024} MiB, {server.Cpu.TotalSeconds:0.0} s CPU");
    }

    private static void Say(FormattableString figure)
    {
        string text = figure.ToString(CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        if (Environment.GetEnvironmentVariable(FiguresVariable) is { Length: > 0 } path)
        {
            File.AppendAllText(path, text + "\n");
        }
    }
}
