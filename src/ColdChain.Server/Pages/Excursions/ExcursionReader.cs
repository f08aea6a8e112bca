using System.Globalization;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Inspection;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.Pages.Units;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>Finds excursions for a reader, never outside of the reader's scope.</summary>
public sealed class ExcursionReader(FacilityScope scope, RecordsDbContext records, UnitReadings readings, StockInside stock, CurrentLanguage language)
{
    /// <summary>Rows of one page of the list.</summary>
    public const int PageLength = 50;

    /// <summary>What the chart shows before and after.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <summary>Of a longer excursion the chart shows the first days; the unit's page shows the rest.</summary>
    private static readonly TimeSpan LongestChart = TimeSpan.FromDays(7);

    /// <summary>Those that go on first, then the newest; one more than a page when there are further ones.</summary>
    public async Task<IReadOnlyList<ExcursionRow>> ListAsync(ExcursionFilter filter, int page, CancellationToken cancellationToken)
    {
        IQueryable<ExcursionEntry> wanted = records.Set<ExcursionEntry>().AsNoTracking().Where(entry => entry.RetractedAt == null);
        wanted = filter == ExcursionFilter.GoingOn ? wanted.Where(entry => entry.EndedAt == null)
            : filter == ExcursionFilter.WithAlarm ? wanted.Where(entry => entry.AlarmDueAt != null)
            : wanted;
        return await Rows(wanted)
            .Skip(page * PageLength).Take(PageLength + 1)
            .ToListAsync(cancellationToken);
    }

    public async Task<ExcursionFacts?> FindAsync(long id, Instant now, CancellationToken cancellationToken)
    {
        ExcursionRow? row = await Rows(records.Set<ExcursionEntry>().AsNoTracking().Where(entry => entry.Id == id))
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        string key = id.ToString(CultureInfo.InvariantCulture);
        Instant until = row.Entry.EndedAt ?? now;
        return new ExcursionFacts
        {
            Row = row,
            Profile = StandardProfiles.Find(row.Entry.ProfileId) ?? UnitReadings.ProfileOf(row.Unit),
            Picture = await PictureAsync(row, until, now, cancellationToken),
            Notices = await records.Set<ExcursionNotice>().AsNoTracking()
                .Where(notice => notice.ExcursionId == id).OrderBy(notice => notice.Id).ToListAsync(cancellationToken),
            Alarm = await (from part in records.Set<AlarmExcursion>().AsNoTracking()
                           join alarm in records.Set<Alarm>().AsNoTracking() on part.AlarmId equals alarm.Id
                           where part.ExcursionId == id
                           select alarm).FirstOrDefaultAsync(cancellationToken),
            Amendments = await records.AuditEntries.AsNoTracking()
                .Where(entry => entry.Subject == "excursion_entry" && entry.SubjectKey == key)
                .OrderBy(entry => entry.Id).ToListAsync(cancellationToken),
            Lots = await stock.DuringAsync(row.Unit.Id, new TimeRange(row.Entry.StartedAt, until), cancellationToken),
        };
    }

    private IQueryable<ExcursionRow> Rows(IQueryable<ExcursionEntry> entries) =>
        from entry in entries
        join unit in scope.StorageUnits.AsNoTracking() on entry.StorageUnitId equals unit.Id
        join facility in records.Facilities.AsNoTracking() on unit.FacilityId equals facility.Id
        orderby entry.EndedAt == null ? 0 : 1, entry.StartedAt descending
        select new ExcursionRow(entry, unit, facility);

    private async Task<ChartPicture> PictureAsync(ExcursionRow row, Instant until, Instant now, CancellationToken cancellationToken)
    {
        Instant from = row.Entry.StartedAt - Margin;
        TimeRange during = new(from, Instant.Min(until + Margin, from + LongestChart));
        IReadOnlyList<UnitSeries> series = await readings.ReadAsync(row.Unit, during, cancellationToken);
        return new UnitChartPicture(language.IsEnglish, row.Zone, now)
            .Of(row.Unit, during, series, [new ChartShade(row.Entry.During, row.Entry.Side)]);
    }
}
