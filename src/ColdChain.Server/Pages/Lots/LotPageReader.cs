using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Lots;

/// <summary>Gathers what the page of a lot shows and cuts it to the reader's facilities (G9).</summary>
public sealed class LotPageReader(RecordsDbContext records, ExposureOfLot exposure, LotNamesReader names)
{
    /// <summary>Null when there is no such lot.</summary>
    public async Task<LotPageFacts?> FindAsync(long lotId, Instant asOf, CancellationToken cancellationToken)
    {
        LotNames known = await names.ReadAsync(cancellationToken);
        LotExposureReport? report = await exposure.FindAsync(lotId, asOf, known.IsMine, cancellationToken);
        if (report is null)
        {
            return null;
        }

        LegExposure[] legs = [.. report.Exposure.Legs];
        FacilityId[] places = [.. legs.Select(leg => leg.Leg).OfType<Placement>().Select(placement => placement.Facility).Distinct()];
        List<ExcursionEntry> excursions = await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(excursion => places.Contains(excursion.FacilityId) && excursion.RetractedAt == null)
            .OrderBy(excursion => excursion.StartedAt)
            .ToListAsync(cancellationToken);
        return new LotPageFacts(report, known, legs, excursions);
    }
}
