using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Monitoring;

/// <summary>One thing that happened to an excursion; written in the transaction that changed the excursion.</summary>
/// <remarks>
/// Alarming reads them in the order of <see cref="Id"/> with a cursor of its own, so that a crash between the two loses
/// none and repeats none.
/// </remarks>
public sealed class ExcursionNotice : INotAudited
{
    /// <summary>Increases; none is ever used again.</summary>
    public long Id { get; init; }

    public required long ExcursionId { get; init; }

    public required ExcursionNoticeKind Kind { get; init; }

    /// <summary>When it happened: the start, the moment a rule fell due, the end; for an amendment, when it was made.</summary>
    public required Instant At { get; init; }

    /// <summary>When the server noticed.</summary>
    public required Instant WrittenAt { get; init; }

    /// <summary>
    /// The excursion was over already when this was noticed. It goes on the list and into the digest, and wakes nobody.
    /// </summary>
    public required bool WasOverWhenDiscovered { get; init; }

    /// <summary>For <see cref="ExcursionNoticeKind.AlarmDue"/>: which rule.</summary>
    public string? RuleId { get; init; }

    /// <summary>The revision of the excursion that this is about.</summary>
    public required int Revision { get; init; }
}
