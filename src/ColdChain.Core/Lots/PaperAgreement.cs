namespace ColdChain.Core.Lots;

/// <summary>LT-21. Papers of one lot that print different entries: one of them is wrong, or it is another lot.</summary>
internal static class PaperAgreement
{
    public static IEnumerable<LotFinding> Check(IEnumerable<StockMovement> inOrder)
    {
        foreach (IGrouping<LotKey, StockMovement> papers in inOrder.GroupBy(movement => movement.Lot))
        {
            PrintedLot known = PrintedLot.Nothing;
            foreach (StockMovement movement in papers)
            {
                PaperEntry[] differing = [.. Differing(known, movement.Printed)];
                if (differing.Length > 0)
                {
                    StockPlace? place = movement.From ?? movement.To;
                    yield return new(LotFindingKind.PapersDisagree, papers.Key, movement.At, place, movement.Doses)
                    {
                        Movements = [movement.Id],
                        Entries = [.. differing],
                    };
                }

                known = Completed(known, movement.Printed);
            }
        }
    }

    /// <summary>What the first papers say, each entry as it was first printed.</summary>
    public static PrintedLot Completed(PrintedLot known, PrintedLot next) => new(
        known.Expiry ?? next.Expiry,
        known.Specification ?? next.Specification,
        known.ApprovalNumber ?? next.ApprovalNumber,
        known.LotReleaseNumber ?? next.LotReleaseNumber,
        known.AuthorisationHolder ?? next.AuthorisationHolder);

    private static IEnumerable<PaperEntry> Differing(PrintedLot known, PrintedLot next)
    {
        if (known.Expiry is not null && next.Expiry is not null && known.Expiry != next.Expiry)
        {
            yield return PaperEntry.Expiry;
        }

        foreach ((string? one, string? other, PaperEntry entry) in new[]
        {
            (known.Specification, next.Specification, PaperEntry.Specification),
            (known.ApprovalNumber, next.ApprovalNumber, PaperEntry.ApprovalNumber),
            (known.LotReleaseNumber, next.LotReleaseNumber, PaperEntry.LotReleaseNumber),
        })
        {
            if (one is not null && other is not null && !string.Equals(one, other, StringComparison.Ordinal))
            {
                yield return entry;
            }
        }
    }
}
