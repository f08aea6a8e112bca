namespace ColdChain.Server.Monitoring;

/// <summary>What a notice tells. Stored by name: never rename.</summary>
public enum ExcursionNoticeKind
{
    /// <summary>A reading was outside; by itself no reason to wake anybody.</summary>
    Opened,

    /// <summary>A rule has held for its time: somebody must know.</summary>
    AlarmDue,

    /// <summary>The return to range has stayed.</summary>
    Closed,

    /// <summary>Late data changed start, end, peak, times or the rules that fell due.</summary>
    Amended,

    /// <summary>Late data showed that it was none, or part of another.</summary>
    Retracted,
}
