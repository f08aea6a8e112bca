using ColdChain.Core.Alarms;

namespace ColdChain.Server.Alarming.Notifiers;

/// <summary>What came of one attempt to hand a message over.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The receiver has taken responsibility for it.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>It has not, or we do not know.</summary>
    /// <param name="Kind">For a machine.</param>
    /// <param name="Detail">For a person; holds no secret.</param>
    public sealed record Failed(DeliveryFailure Kind, string Detail) : DeliveryOutcome;
}
