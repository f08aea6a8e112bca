using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Tests.Buffer;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>One lane over a real journal and a scripted server, moved step by step.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly LaneForwarder _forwarder;

    public Lane(ForwardLane lane, int most = 500)
    {
        ForwardingOptions options = new()
        {
            ServerUrl = new Uri("https://localhost"),
            Agent = AgentId.Parse("gaochuan-gateway", System.Globalization.CultureInfo.InvariantCulture),
            Key = new ServerKey("secret-key"),
            LiveMost = most,
            BacklogMost = most,
        };
        _forwarder = new LaneForwarder(lane, new ForwardingParts(Journal.Buffer, Server, options, Journal.Clock, Log));
    }

    public OpenJournal Journal { get; } = new();

    public ScriptedLine Server { get; } = new();

    public CollectingLog<LaneForwarderTests> Log { get; } = new();

    public TimeSpan Wait => _forwarder.NextDelay;

    /// <summary>What <see cref="RunAsync"/> waited between attempts, all together.</summary>
    public TimeSpan Waited { get; private set; }

    public Task<bool> StepAsync() => _forwarder.StepAsync(TestContext.Current.CancellationToken);

    /// <summary>Goes on, waits between attempts included, until nothing waits or the steps are used up.</summary>
    public async Task RunAsync(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Waited += Wait;
            Journal.Clock.Advance(Wait);
            await StepAsync();
        }
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();
}
