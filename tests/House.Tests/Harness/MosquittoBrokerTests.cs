using ColdChain.Testing;

namespace House.Tests.Harness;

public sealed class MosquittoBrokerTests
{
    [Fact]
    public async Task A_broker_comes_back_on_the_same_port_after_a_kill()
    {
        Assert.SkipWhen(MosquittoBroker.Executable is null, MosquittoBroker.MissingReason);
        CancellationToken token = TestContext.Current.CancellationToken;
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync(token);
        int port = broker.Port;

        await broker.KillAsync(token);
        Assert.False(broker.IsRunning);
        await broker.StartAgainAsync(token);

        Assert.True(broker.IsRunning);
        Assert.Equal(port, broker.Port);
    }
}
