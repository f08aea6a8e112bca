using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health;
using ColdChain.Agent.Tests.Forwarding;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Health;

public sealed class ReportingServerLineTests
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedLine _server = new();
    private readonly AgentHealth _health = new(["bus-1"], Some.Morning);
    private readonly ReportingServerLine _line;

    public ReportingServerLineTests() => _line = new ReportingServerLine(
        _server, _health, new HealthReporter(_health, new ScriptedBuffer(), "/nowhere"), _clock);

    [Fact]
    public async Task The_first_live_batch_and_one_a_minute_carries_the_report()
    {
        await SendAsync(ReadingBatch.LiveLane);
        await SendAsync(ReadingBatch.LiveLane);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(ReadingBatch.BacklogLane);
        await SendAsync(ReadingBatch.LiveLane);
        Assert.Equal([true, false, false, true], _server.Sent.Select(batch => batch.Health is not null));
        Assert.Equal("bus-1", Assert.Single(_server.Sent[0].Health!.Sources).Name);
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_goes_with_the_next_batch()
    {
        _server.Answer = _ => new SendOutcome.TryAgain("the server is away", TimeSpan.Zero, NeedsSomebody: false);
        await SendAsync(ReadingBatch.LiveLane);
        await SendAsync(ReadingBatch.LiveLane);
        Assert.All(_server.Sent, batch => Assert.NotNull(batch.Health));
        Assert.Equal("the server is away", _health.Snapshot().Server.Trouble);
    }

    [Fact]
    public async Task The_offset_of_the_clocks_counts_half_of_the_way()
    {
        _clock.StepWallClock(TimeSpan.FromSeconds(-90));
        _server.Answer = batch =>
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            return ScriptedLine.AcceptAll(batch);
        };
        await SendAsync(ReadingBatch.LiveLane);

        // The scripted server's clock shows the manual clock's start: 90 s ahead, and 1 s of the way back.
        Assert.Equal(TimeSpan.FromSeconds(89), _health.Snapshot().Server.ClockOffset);
        Assert.Null(_health.Snapshot().Server.Trouble);
    }

    private Task<SendOutcome> SendAsync(string lane) => _line.SendAsync(
        new ReadingBatch { Journal = "j", Lane = lane, AgentTime = 0 }, TestContext.Current.CancellationToken);
}
