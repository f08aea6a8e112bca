using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming;

/// <summary>AL-02. An excursion that is part of an alarm. An excursion is part of one alarm at most.</summary>
public sealed class AlarmExcursion : INotAudited
{
    public required long ExcursionId { get; init; }

    /// <summary>Changes only when late data reopen an excursion whose alarm was closed: that is a new alarm.</summary>
    public required long AlarmId { get; set; }

    /// <summary>It has ended, or late data showed that it was none.</summary>
    public required bool IsOver { get; set; }
}
