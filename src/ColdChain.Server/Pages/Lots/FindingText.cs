using ColdChain.Core.Lots;
using ColdChain.Server.Pages.Parts;

namespace ColdChain.Server.Pages.Lots;

/// <summary>Findings and missing entries in words.</summary>
public static class FindingText
{
    public static (string Chinese, string English) Of(LotFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        long doses = Math.Abs(finding.Doses);
        return finding.Kind switch
        {
            LotFindingKind.MoreThanHeld => ($"出库比库存多 {doses} 人份", $"{doses} more doses left than the papers say were held"),
            LotFindingKind.MoreThanUnitHeld => ($"从该设备取出的比其库存多 {doses} 人份", $"{doses} more doses left this unit than it can have held"),
            LotFindingKind.ReceivedNeverSent => ($"收到 {doses} 人份，发货单位没有出库记录", $"{doses} doses received that no paper of the sender's says were sent"),
            LotFindingKind.SentNeverReceived => ($"发出 {doses} 人份，超过 24 小时没有入库记录", $"{doses} doses sent more than 24 h ago and not received"),
            LotFindingKind.DosesDiffer => ($"收发数量相差 {doses} 人份", $"sender's and receiver's papers differ by {doses} doses"),
            LotFindingKind.NegativeJourney => ("到达时间早于启运时间", "it arrived before it departed"),
            LotFindingKind.EntriesMissing => ("单据缺项", "entries of the paper are empty"),
            LotFindingKind.CountDiffers => ($"盘点与台账相差 {doses} 人份", $"the count differs from the ledger by {doses} doses"),
            LotFindingKind.ExpiredInStock => ($"已过有效期，仍有 {doses} 人份", $"{doses} doses are held past their expiry"),
            LotFindingKind.MovedAfterExpiry => ($"过有效期后接种或出库 {doses} 人份", $"{doses} doses were used or sent out past their expiry"),
            LotFindingKind.UnsuitableUnit => ("设备的储存温度不适合该疫苗", "the unit's temperature range does not suit this vaccine"),
            LotFindingKind.JourneyOutOfRange => ("运输中手工测温超出范围", "a hand reading of the journey is out of range"),
            LotFindingKind.JourneyUnread => ("运输超过 6 小时，途中没有测温", "more than 6 h on the way without a reading in between"),
            LotFindingKind.PapersDisagree => ("各单据所载不一致", "papers of this lot print different entries"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static (string Chinese, string English) Of(PaperEntry entry) => entry switch
    {
        PaperEntry.Unit => ("储存设备", "storage unit"),
        PaperEntry.Expiry => ("有效期", "expiry"),
        PaperEntry.Specification => ("规格", "specification"),
        PaperEntry.ApprovalNumber => ("批准文号", "approval number"),
        PaperEntry.LotReleaseNumber => ("批签发证编号", "lot release number"),
        PaperEntry.DepartedAt => ("启运时间", "departure time"),
        PaperEntry.ArrivedAt => ("到达时间", "arrival time"),
        PaperEntry.DepartureTemperature => ("启运温度", "departure temperature"),
        PaperEntry.ArrivalTemperature => ("到达温度", "arrival temperature"),
        PaperEntry.TransportTool => ("运输工具", "means of transport"),
        PaperEntry.CoolingMethod => ("冷藏方式", "cooling method"),
        PaperEntry.Mileage => ("行驶里程", "mileage"),
        PaperEntry.SentBy => ("送疫苗人签名", "sender's signature"),
        PaperEntry.ReceivedBy => ("收疫苗人签名", "receiver's signature"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Red for what must not be used or was wrong to do; amber for what has to be cleared up.</summary>
    public static Tone ToneOf(LotFindingKind kind) => kind
        is LotFindingKind.ExpiredInStock or LotFindingKind.MovedAfterExpiry or LotFindingKind.UnsuitableUnit
        or LotFindingKind.JourneyOutOfRange or LotFindingKind.MoreThanHeld or LotFindingKind.ReceivedNeverSent
            ? Tone.Bad
            : Tone.Warn;
}
