namespace ColdChain.Core.Lots;

/// <summary>LT-08. Which entries a movement's paper leaves empty. They are listed, and never made up.</summary>
public static class PaperCheck
{
    public static IReadOnlyList<PaperEntry> Missing(StockMovement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        List<PaperEntry> missing = [];
        AddUnit(missing, movement);
        if (movement.Kind is MovementKind.Receipt or MovementKind.Issue or MovementKind.Return)
        {
            AddJourney(missing, movement);
        }

        if (movement.Kind == MovementKind.Receipt)
        {
            PrintedLot printed = movement.Printed;
            AddIf(missing, printed.Expiry is null, PaperEntry.Expiry);
            AddIf(missing, printed.Specification is null, PaperEntry.Specification);
            AddIf(missing, printed.ApprovalNumber is null, PaperEntry.ApprovalNumber);
            AddIf(missing, printed.LotReleaseNumber is null, PaperEntry.LotReleaseNumber);
            AddArrival(missing, movement.Journey);
        }

        return missing;
    }

    private static void AddUnit(List<PaperEntry> missing, StockMovement movement)
    {
        bool isOfTheReceiver = movement.Kind == MovementKind.Receipt;
        StockPlace? own = isOfTheReceiver ? movement.To : movement.From;
        bool isTransfer = movement.Kind == MovementKind.Transfer;
        AddIf(missing, own is { Unit: null } || (isTransfer && movement.To is { Unit: null }), PaperEntry.Unit);
    }

    /// <summary>What both the sender's copy and the receiver's copy carry.</summary>
    private static void AddJourney(List<PaperEntry> missing, StockMovement movement)
    {
        JourneyPaper journey = movement.Journey;
        AddIf(missing, journey.DepartedAt is null, PaperEntry.DepartedAt);
        AddIf(missing, journey.DepartureTemperature is null, PaperEntry.DepartureTemperature);
        AddIf(missing, journey.TransportTool is null, PaperEntry.TransportTool);
        AddIf(missing, journey.CoolingMethod is null, PaperEntry.CoolingMethod);
        AddIf(missing, journey.SentBy is null, PaperEntry.SentBy);
    }

    private static void AddArrival(List<PaperEntry> missing, JourneyPaper journey)
    {
        AddIf(missing, journey.ArrivedAt is null, PaperEntry.ArrivedAt);
        AddIf(missing, journey.ArrivalTemperature is null, PaperEntry.ArrivalTemperature);
        AddIf(missing, journey.MileageMetres is null, PaperEntry.Mileage);
        AddIf(missing, journey.ReceivedBy is null, PaperEntry.ReceivedBy);
    }

    private static void AddIf(List<PaperEntry> missing, bool isMissing, PaperEntry entry)
    {
        if (isMissing)
        {
            missing.Add(entry);
        }
    }
}
