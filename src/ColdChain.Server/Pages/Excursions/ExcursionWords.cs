using ColdChain.Core.Keeping;
using ColdChain.Server.Monitoring;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>What an excursion and its notices are called, Chinese first.</summary>
public static class ExcursionWords
{
    public static (string Chinese, string English) Of(ExcursionEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.RetractedAt is not null)
        {
            return ("已撤销", "retracted");
        }

        return (entry.Side, entry.IsOver) switch
        {
            (LimitSide.High, false) => ("超温，进行中", "too warm, going on"),
            (LimitSide.High, true) => ("超温，已恢复", "too warm, over"),
            (LimitSide.Low, false) => ("低温，进行中", "too cold, going on"),
            (LimitSide.Low, true) => ("低温，已恢复", "too cold, over"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static (string Chinese, string English) Of(ExcursionNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice.Kind switch
        {
            ExcursionNoticeKind.Opened => ("第一个超限读数", "First reading outside"),
            ExcursionNoticeKind.AlarmDue => ("达到报警条件", "An alarm fell due"),
            ExcursionNoticeKind.Closed => ("恢复并保持在范围内", "Back in range, and stayed"),
            ExcursionNoticeKind.Amended => ("补传数据修正了记录", "Readings that came late amended it"),
            ExcursionNoticeKind.Retracted => ("补传数据表明并无此异常，或属于另一异常", "Readings that came late showed that it was none, or part of another"),
        };
    }
}
