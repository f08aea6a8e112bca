using ColdChain.Core.Keeping;
using ColdChain.Server.Alarming;
using ColdChain.Server.Audit;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.Traceability;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>What the page of one excursion shows.</summary>
public sealed record ExcursionFacts
{
    public required ExcursionRow Row { get; init; }

    public required StorageProfile Profile { get; init; }

    public required ChartPicture Picture { get; init; }

    /// <summary>In the order in which they were written.</summary>
    public required IReadOnlyList<ExcursionNotice> Notices { get; init; }

    /// <summary>The alarm that it is part of; at most one (AL-02).</summary>
    public required Alarm? Alarm { get; init; }

    /// <summary>What late readings changed, oldest first (EX-11).</summary>
    public required IReadOnlyList<AuditEntry> Amendments { get; init; }

    /// <summary>Every lot that was inside while it lasted, with the most doses there were.</summary>
    public required IReadOnlyList<LotBalance> Lots { get; init; }

    /// <summary>What is not recorded counts as sensitive.</summary>
    public bool MayHoldFreezeSensitive => Lots.Count == 0 || Lots.Any(lot => lot.IsFreezeSensitive);

    /// <summary>The rule that fell due first; null when none did or this program no longer has it.</summary>
    public AlarmRule? Rule => Profile.AlarmRules.FirstOrDefault(rule => rule.Id == Row.Entry.AlarmRuleId);
}
