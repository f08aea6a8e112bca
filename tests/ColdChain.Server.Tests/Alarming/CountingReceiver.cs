using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Notifiers;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Stands outside of what is killed: keeps every message that arrived and counts by idempotency key.</summary>
internal sealed class CountingReceiver
{
    private readonly Lock _lock = new();
    private readonly List<NotifierMessage> _received = [];

    public IReadOnlyList<NotifierMessage> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>What to answer; the default takes everything.</summary>
    public Func<NotifierMessage, DeliveryFailure?> Refuse { get; set; } = _ => null;

    /// <summary>Runs after a message has arrived and before its sender knows: the moment for a power cut.</summary>
    public Action<NotifierMessage> AfterArrival { get; set; } = _ => { };

    public IReadOnlyList<string> Keys => [.. Received.Select(message => message.Key)];

    public INotifier For(ContactWay way) => new Door(this, way);

    private sealed class Door(CountingReceiver receiver, ContactWay way) : INotifier
    {
        public ContactWay Way => way;

        public Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken)
        {
            if (receiver.Refuse(message) is { } failure)
            {
                return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(failure, "as told by the test"));
            }

            lock (receiver._lock)
            {
                receiver._received.Add(message);
            }

            receiver.AfterArrival(message);
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        }
    }
}
