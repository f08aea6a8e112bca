namespace ColdChain.Server.Alarming.Notifiers;

/// <summary>Hands one message to one kind of receiver. Lets exceptions travel: <see cref="ContainedNotifier"/> holds them.</summary>
public interface INotifier
{
    ContactWay Way { get; }

    /// <summary>
    /// Sends once, without a retry of its own. May be called again with the same key after a crash in the middle:
    /// where the receiver knows keys, it gets the key.
    /// </summary>
    Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken);
}
