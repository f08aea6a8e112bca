namespace ColdChain.Server.Integrity;

/// <summary>What can be wrong with daily extremes, events and quarantine, each in both languages.</summary>
internal static class LedgerMisfits
{
    private const string Do = "Keep history.db as it is, and compare this row with a backup.";
    private const string DoChinese = "请保留 history.db 现状，并将该行与备份比对。";

    /// <param name="number">Of the row in the ledger.</param>
    /// <param name="row">The row itself.</param>
    public static Misfit RowChanged(long number, string row) => new(
        $"{row}: it is not the row that was written, or row {number} of the ledger or the one before was changed. {Do}",
        $"{row}：与写入时不符，或登记链第 {number} 行或其前一行被改动。{DoChinese}");

    public static Misfit RowRemoved(long number, string row) => new(
        $"{row}: row {number} of the ledger has it, and it was removed. {Do}", $"{row}：登记链第 {number} 行中有，而该行已被删除。{DoChinese}");

    public static Misfit RowAdded(string row) => new(
        $"{row}: the ledger does not have it; it was added or changed behind the server's back. {Do}",
        $"{row}：登记链中没有，系绕过服务器添加或改动。{DoChinese}");

    public static Misfit Changed(long number) => new(
        $"Row {number} of the ledger was changed: it names no table. {Do}", $"登记链第 {number} 行被改动：所指的表不存在。{DoChinese}");

    public static Misfit Removed(long first, long last) => new(
        $"Rows {first} to {last} of the ledger of daily extremes, events and quarantine were removed. {Do}",
        $"每日极值、事件与隔离记录的登记链第 {first} 至 {last} 行被删除。{DoChinese}");

    public static Misfit OtherMark(long last) => new(
        $"The ledger of daily extremes, events and quarantine ends with row {last}, and its mark says something else; rows or mark were changed. {Do}",
        $"每日极值、事件与隔离记录的登记链止于第 {last} 行，与标记不符；行或标记被改动。{DoChinese}");

    public static Misfit OtherThanRoot(long number, long root) => new(
        $"Row {number} of the ledger is another than the one that daily root {root} was made over; it was changed and computed anew. {Do}",
        $"登记链第 {number} 行与第 {root} 号每日根所覆盖的不符；被改动后重新计算。{DoChinese}");
}
