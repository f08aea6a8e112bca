using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>What came of one attempt to hand a batch to the server.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The server has spoken by the contract: these are on its disk, these it will never take.</summary>
    public sealed record Answered(BatchReply Reply) : SendOutcome;

    /// <summary>No answer, or one that may be another tomorrow. Everything stays in the buffer.</summary>
    /// <param name="Reason">For a person: what happened and, where known, what to change.</param>
    /// <param name="AtLeast">What the server asked to wait; zero when it said nothing.</param>
    /// <param name="NeedsSomebody">It will not heal by waiting: a wrong key, a wrong address.</param>
    public sealed record TryAgain(string Reason, TimeSpan AtLeast, bool NeedsSomebody) : SendOutcome
    {
        /// <summary>Nobody was there: a line that is down, and cheap to try again. A server that answered is not this.</summary>
        public bool IsUnreached { get; init; }

        /// <summary>The time was up before the answer came: the line may be too slow for so much at once.</summary>
        public bool IsTimeout { get; init; }
    }

    /// <summary>413: fewer entries at a time.</summary>
    public sealed record TooLarge : SendOutcome;

    /// <summary>400 or 422: something in this batch is not understood; alone, the rest may pass.</summary>
    public sealed record NotUnderstood(string Reason) : SendOutcome;
}
