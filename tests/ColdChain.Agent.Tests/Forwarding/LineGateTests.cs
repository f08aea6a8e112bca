using ColdChain.Agent.Forwarding;

namespace ColdChain.Agent.Tests.Forwarding;

public sealed class LineGateTests
{
    private readonly LineGate _gate = new();

    [Fact]
    public void It_is_open_until_somebody_shuts_it() => Assert.True(_gate.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);

    [Fact]
    public async Task Who_waits_goes_on_when_it_opens()
    {
        _gate.Shut();
        _gate.Shut();
        Task waiting = _gate.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        _gate.Open();
        await waiting;
        Assert.True(_gate.IsOpen);
    }

    [Fact]
    public async Task Who_is_told_to_end_does_not_wait()
    {
        using CancellationTokenSource ending = new();
        _gate.Shut();
        Task waiting = _gate.WaitAsync(ending.Token);
        await ending.CancelAsync();
        await waiting;
        Assert.False(_gate.IsOpen);
    }
}
