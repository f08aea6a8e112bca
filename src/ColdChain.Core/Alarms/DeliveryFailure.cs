namespace ColdChain.Core.Alarms;

/// <summary>Why a message could not be handed over; the fixed list that is stored, counted and shown (AL-14).</summary>
public enum DeliveryFailure
{
    /// <summary>The receiver does not accept our key or password: a person must correct the configuration.</summary>
    Auth,

    /// <summary>Too many messages in too short a time.</summary>
    RateLimited,

    /// <summary>The receiver refuses this message or this address.</summary>
    Client,

    /// <summary>The receiver has a fault of its own.</summary>
    Server,

    /// <summary>The receiver cannot be reached, or did not answer in time.</summary>
    Network,
}
