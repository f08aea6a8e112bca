using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>Faults of a movement in words.</summary>
internal static class FaultText
{
    public static (string Chinese, string English) Of(MovementFault fault, MovementKind kind)
    {
        (string chineseKind, string english) = MovementKinds.Name(kind);
        return fault switch
        {
            MovementFault.DosesMustBePositive => ("数量(人份)必须大于 0。", "doses must be more than 0."),
            MovementFault.TooManyDoses => ("数量(人份)太大。", "doses are impossibly many."),
            MovementFault.SenderMissing => ($"{chineseKind}没有填写发货单位。", $"what is {english} needs 'from'."),
            MovementFault.ReceiverMissing => ($"{chineseKind}没有填写收货单位。", $"what is {english} needs 'to'."),
            MovementFault.SenderNotAllowed => ("发货单位重复。", "names two senders."),
            MovementFault.ReceiverNotAllowed => ($"{chineseKind}不应有收货单位。", $"what is {english} has no 'to'."),
            MovementFault.TransferLeavesFacility => ("移库只能在同一单位内。", "a transfer stays within one facility; use issue and receipt."),
            MovementFault.TransferStaysInUnit => ("移库的两端是同一设备。", "a transfer goes from one unit to another."),
            MovementFault.SenderIsReceiver => ("收发单位相同。", "sender and receiver are the same facility."),
            MovementFault.VoidedMovementMissing => ("没有填写作废的单号和行号。", "a void names the document and line it voids."),
            MovementFault.VoidedMovementNotAllowed => ("只有作废才能填写作废单号。", "only a void names a voided line."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
