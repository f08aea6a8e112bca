namespace ColdChain.Core.Lots;

/// <summary>Which ends each kind of movement has; the ledger folds only movements without a fault.</summary>
public static class MovementShape
{
    /// <summary>More than any county keeps of one lot; keeps sums far from overflow. Product decision.</summary>
    public const long MostDoses = 100_000_000;

    public static IReadOnlyList<MovementFault> Faults(StockMovement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        List<MovementFault> faults = [];
        AddIf(faults, movement.Doses > MostDoses, MovementFault.TooManyDoses);
        AddIf(faults, movement.Doses < FewestDoses(movement.Kind), MovementFault.DosesMustBePositive);
        bool isVoid = movement.Kind == MovementKind.Void;
        AddIf(faults, isVoid && movement.VoidsId is null, MovementFault.VoidedMovementMissing);
        AddIf(faults, !isVoid && movement.VoidsId is not null, MovementFault.VoidedMovementNotAllowed);
        if (!isVoid)
        {
            AddEnds(faults, movement);
        }

        return faults;
    }

    private static long FewestDoses(MovementKind kind) => kind is MovementKind.Count or MovementKind.Void ? 0 : 1;

    private static void AddEnds(List<MovementFault> faults, StockMovement movement)
    {
        bool leaves = movement.Kind != MovementKind.Receipt;
        bool arrives = movement.Kind is MovementKind.Receipt or MovementKind.Transfer or MovementKind.Issue or MovementKind.Return;
        AddIf(faults, leaves && movement.From is null, MovementFault.SenderMissing);
        AddIf(faults, !leaves && movement.From is not null == movement.OutsideSupplier is not null, SupplierFault(movement));
        AddIf(faults, arrives && movement.To is null, MovementFault.ReceiverMissing);
        AddIf(faults, !arrives && movement.To is not null, MovementFault.ReceiverNotAllowed);
        if (movement.From is { } from && movement.To is { } to)
        {
            bool isTransfer = movement.Kind == MovementKind.Transfer;
            AddIf(faults, isTransfer && from.Facility != to.Facility, MovementFault.TransferLeavesFacility);
            AddIf(faults, isTransfer && from.Facility == to.Facility && from.Unit == to.Unit, MovementFault.TransferStaysInUnit);
            AddIf(faults, !isTransfer && from.Facility == to.Facility, MovementFault.SenderIsReceiver);
        }
    }

    /// <summary>A receipt comes from a facility of the tree or from outside it: one of the two, not both.</summary>
    private static MovementFault SupplierFault(StockMovement movement) =>
        movement.From is null ? MovementFault.SenderMissing : MovementFault.SenderNotAllowed;

    private static void AddIf(List<MovementFault> faults, bool isSo, MovementFault fault)
    {
        if (isSo)
        {
            faults.Add(fault);
        }
    }
}
