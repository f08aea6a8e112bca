using System.Globalization;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Tests.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>Both lanes at work over one journal and one scripted line.</summary>
public sealed class TwoLanesTests
{
    private const int CostOfRequest = 1_000;

    private static readonly SendOutcome Unreached =
        new SendOutcome.TryAgain("the line is down", TimeSpan.Zero, NeedsSomebody: false) { IsUnreached = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_fresh_readings_cannot_be_sent_the_backlog_does_not_knock()
    {
        await using OpenJournal journal = await WithBacklogAsync(10);
        ScriptedLine line = new() { Answer = _ => Unreached };
        await using Running running = Run(journal, line);
        await AdvanceAsync(journal, () => Count(line, ReadingBatch.LiveLane) >= 20);
        Assert.InRange(Count(line, ReadingBatch.BacklogLane), 0, 1);

        line.Answer = ScriptedLine.AcceptAll;
        await Eventually.HoldsAsync(
            async () =>
            {
                journal.Clock.Advance(TimeSpan.FromMilliseconds(500));
                return await journal.Buffer.CountAsync(Token) == 0;
            },
            "both lanes have delivered everything",
            Eventually.DefaultBound,
            Token);
    }

    [Fact]
    public async Task A_line_that_is_down_is_tried_every_two_seconds_and_a_server_in_trouble_less_and_less()
    {
        Assert.InRange(await AttemptsInFiveMinutesAsync(Unreached), 150, 310);
        Assert.InRange(
            await AttemptsInFiveMinutesAsync(new SendOutcome.TryAgain("503", TimeSpan.Zero, NeedsSomebody: false)), 12, 30);
    }

    [Fact]
    public async Task The_backlog_keeps_to_the_cap_and_fresh_readings_do_not_wait_for_it()
    {
        await using OpenJournal journal = await WithBacklogAsync(4_000);
        ScriptedLine line = new() { Budget = new BandwidthBudget(100, journal.Clock) };
        System.Collections.Concurrent.ConcurrentQueue<(string Lane, DateTimeOffset At)> sent = [];
        line.Answer = batch =>
        {
            line.Budget.Spend(CostOfRequest);
            sent.Enqueue((batch.Lane, journal.Clock.GetUtcNow()));
            return ScriptedLine.AcceptAll(batch);
        };
        DateTimeOffset begun = journal.Clock.GetUtcNow();
        await using Running running = Run(journal, line);
        await AdvanceAsync(journal, () => sent.Count(one => one.Lane == ReadingBatch.BacklogLane) >= 10);
        await journal.AppendAsync(Some.Measured(9_999));
        DateTimeOffset measured = journal.Clock.GetUtcNow();
        await AdvanceAsync(journal, () => sent.Any(one => one.Lane == ReadingBatch.LiveLane && one.At >= measured), TimeSpan.FromMilliseconds(50));

        (_, DateTimeOffset live) = sent.Last(one => one.Lane == ReadingBatch.LiveLane);
        Assert.InRange(live - measured, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.True(
            line.Budget.Spent <= (100 * ((live - begun) + BandwidthBudget.Depth).TotalSeconds) + (2 * CostOfRequest),
            $"{line.Budget.Spent} bytes in {live - begun}");
    }

    /// <summary>Moves the clock on, a little at a time, until the lanes have come so far.</summary>
    private static async Task AdvanceAsync(OpenJournal journal, Func<bool> until, TimeSpan? step = null) =>
        await Eventually.HoldsAsync(
            () =>
            {
                journal.Clock.Advance(step ?? TimeSpan.FromMilliseconds(500));
                return until();
            },
            "the lanes have come so far",
            Token);

    private static async Task<int> AttemptsInFiveMinutesAsync(SendOutcome answer)
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1));
        lane.Server.Answer = _ => answer;
        DateTimeOffset begun = lane.Journal.Clock.GetUtcNow();
        while (lane.Journal.Clock.GetUtcNow() - begun < TimeSpan.FromMinutes(5))
        {
            await lane.RunAsync(1);
        }

        return lane.Server.Sent.Count;
    }

    private static int Count(ScriptedLine line, string lane) => line.SentSoFar.Count(batch => batch.Lane == lane);

    private static async Task<OpenJournal> WithBacklogAsync(int entries)
    {
        OpenJournal journal = new();
        await journal.AppendAsync(Some.Measured([.. Enumerable.Range(1, entries)]));
        await journal.ReopenAsync();
        await journal.PeekAsync(ForwardLane.Live);
        await journal.AppendAsync(Some.Measured(entries + 1));
        return journal;
    }

    private static Running Run(OpenJournal journal, ScriptedLine line) => new(new Forwarder(
        journal.Buffer,
        line,
        new ForwardingOptions
        {
            ServerUrl = new Uri("https://localhost"),
            Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
            Key = new ServerKey("secret-key"),
            LiveMost = 1_000,
            BacklogMost = 1_000,
        },
        journal.Clock,
        NullLogger.Instance));

    /// <summary>Ends the lanes with the test.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        private readonly Task _running;

        public Running(Forwarder forwarder) => _running = Task.Run(() => forwarder.RunAsync(_ending.Token));

        public async ValueTask DisposeAsync()
        {
            await _ending.CancelAsync();
            await _running;
            _ending.Dispose();
        }
    }
}
