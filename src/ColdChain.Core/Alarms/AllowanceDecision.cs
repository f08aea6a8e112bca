namespace ColdChain.Core.Alarms;

/// <summary>Whether one more message may go to an address (AL-12).</summary>
public enum AllowanceDecision
{
    Send,

    /// <summary>The address has had its share for 24 hours: the step is recorded, the message joins the morning digest.</summary>
    WithholdForDigest,
}
