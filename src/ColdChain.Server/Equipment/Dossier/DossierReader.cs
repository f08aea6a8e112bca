using System.Linq.Expressions;
using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Reads papers for pages. The caller has checked that the reader may see the unit or the sensor.</summary>
public sealed class DossierReader(RecordsDbContext records)
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DossierPaper>> OfUnitAsync(StorageUnitId unit, CancellationToken cancellationToken) =>
        ReadAsync(entry => entry.StorageUnitId == unit, cancellationToken);

    /// <summary>Of all of these, newest first.</summary>
    public Task<IReadOnlyList<DossierPaper>> OfSensorsAsync(IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken)
    {
        SensorId?[] wanted = [.. sensors.Select(sensor => (SensorId?)sensor)];
        return ReadAsync(entry => wanted.Contains(entry.SensorId), cancellationToken);
    }

    public async Task<DossierPaper?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await ReadAsync(entry => entry.Id == id, cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<DossierPaper>> ReadAsync(Expression<Func<DossierEntry, bool>> wanted, CancellationToken cancellationToken)
    {
        List<DossierEntry> entries = await records.Set<DossierEntry>().AsNoTracking().Where(wanted)
            .OrderByDescending(entry => entry.DoneOn).ThenByDescending(entry => entry.Id)
            .ToListAsync(cancellationToken);
        long[] ids = [.. entries.Select(entry => entry.Id)];
        ILookup<long, DossierNote> notes = (await records.Set<DossierNote>().AsNoTracking()
            .Where(note => ids.Contains(note.DossierEntryId)).OrderBy(note => note.Id)
            .ToListAsync(cancellationToken)).ToLookup(note => note.DossierEntryId);
        return [.. entries.Select(entry => new DossierPaper(entry, [.. notes[entry.Id]]))];
    }
}
