namespace ColdChain.Core.Lots;

/// <summary>Why a movement cannot be entered at all; what merely does not add up is a <see cref="LotFinding"/>.</summary>
public enum MovementFault
{
    DosesMustBePositive,
    TooManyDoses,
    SenderMissing,
    ReceiverMissing,
    SenderNotAllowed,
    ReceiverNotAllowed,
    TransferLeavesFacility,
    TransferStaysInUnit,
    SenderIsReceiver,
    VoidedMovementMissing,
    VoidedMovementNotAllowed,
}
