namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>How a modem ended its answer (ITU-T V.250, 3GPP TS 27.005 and 27.007).</summary>
internal enum AtResult
{
    Ok,

    /// <summary><c>ERROR</c>, <c>+CME ERROR</c> or <c>+CMS ERROR</c>; the detail is the number.</summary>
    Refused,

    /// <summary><c>&gt; </c>: the modem waits for the message.</summary>
    Prompt,

    /// <summary><c>BUSY</c>, <c>NO CARRIER</c>, <c>NO ANSWER</c>, <c>NO DIALTONE</c>: a call is over.</summary>
    CallOver,

    /// <summary>No end of an answer within the time.</summary>
    Silent,

    /// <summary>The port is gone.</summary>
    Gone,
}
