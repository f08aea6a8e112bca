using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Api;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Takes over files of loggers: shows what one would bring, and stores it when somebody has confirmed.</summary>
/// <remarks>
/// <code>
/// file -> looked at, nothing stored -> ticket -> confirmed -> kept as evidence (fsync) -> history (fsync) -> on record, with its audit row
/// </code>
/// Cut short at any arrow, confirming again does the rest and nothing twice. Readings are judged as if they had come on time.
/// </remarks>
public sealed class LoggerFileDesk(
    RecordsDbContext records, LoggerFileStores stores, LoggerFileSeal seal, CurrentPerson person, TimeProvider clock)
{
    private const int MostEvents = 10_000;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LoggerFileEntry>> ListAsync(StorageUnitId unit, int most, CancellationToken cancellationToken) =>
        await records.Set<LoggerFileEntry>().AsNoTracking().Where(entry => entry.StorageUnitId == unit)
            .OrderByDescending(entry => entry.UploadedAt).Take(most).ToListAsync(cancellationToken);

    /// <summary>Sensors that sit or sat in the unit, for somebody to choose from.</summary>
    public async Task<IReadOnlyList<Sensor>> SensorsAsync(StorageUnitId unit, CancellationToken cancellationToken) =>
        await records.Sensors.AsNoTracking()
            .Where(sensor => records.MeasuringPoints.Any(point => point.StorageUnitId == unit && point.SensorId == sensor.Id))
            .OrderBy(sensor => sensor.Id).ToListAsync(cancellationToken);

    public async Task<LoggerFilePreview> LookAsync(StorageUnit unit, LoggerFileRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(request);
        (AdmittedFile? file, FileObjection? refusal) = await AdmitAsync(unit, request, cancellationToken);
        if (file is null)
        {
            return new LoggerFilePreview { Refusals = [refusal!] };
        }

        string hash = await stores.Evidence.PutAsync(request.Bytes, clock, cancellationToken);
        (int same, int other) = await KnownReadings.CountAsync(stores, file.Readings, cancellationToken);
        return new LoggerFilePreview
        {
            File = file.File,
            Sensors = file.Sensors,
            FirstAt = file.Readings[0].Reading.MeasuredAt,
            LastAt = file.Readings[^1].Reading.MeasuredAt,
            Readings = file.Readings.Count(one => !one.Reading.IsDaily),
            DailyExtremes = file.Readings.Count(one => one.Reading.IsDaily),
            AlreadyKnown = same,
            Conflicts = other,
            Remarks = file.Remarks,
            Ticket = seal.Close(new LoggerFileTicket(
                hash,
                UploadName.Plain(request.FileName),
                unit.Id.ToString(),
                request.Sensor?.ToString(),
                request.TimeZone,
                person.Id,
                (clock.GetCurrentInstant() + EvidenceFolder.Waiting).UnixMilliseconds)),
        };
    }

    public async Task<UploadOutcome> TakeAsync(StorageUnit unit, string? sealedTicket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (seal.Open(sealedTicket) is not { } ticket
            || ticket.Unit != unit.Id.ToString() || ticket.PersonId != person.Id || ticket.Until < clock.GetCurrentInstant().UnixMilliseconds
            || await stores.Evidence.ReadAsync(ticket.Sha256, cancellationToken) is not { } bytes)
        {
            return new UploadOutcome.Refused(new FileObjection(
                "预览已过期，请重新选择文件。", "What you were shown is too old: choose the file again."));
        }

        SensorId? sensor = ticket.Sensor is null ? null : SensorId.Parse(ticket.Sensor, CultureInfo.InvariantCulture);
        (AdmittedFile? file, FileObjection? refusal) = await AdmitAsync(
            unit, new LoggerFileRequest(ticket.FileName, bytes, sensor, ticket.TimeZone), cancellationToken);
        if (file is null)
        {
            return new UploadOutcome.Refused(refusal!);
        }

        await stores.Evidence.KeepAsync(ticket.Sha256, bytes, cancellationToken);
        return await StoreAsync(unit, file, (ticket, bytes.Length), cancellationToken);
    }

    private async Task<(AdmittedFile? File, FileObjection? Refusal)> AdmitAsync(
        StorageUnit unit, LoggerFileRequest request, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await stores.Equipment.PlanAsync(cancellationToken);
        AdmissionRules rules = new(plan, person.FacilityPath, clock.GetCurrentInstant());
        IReadOnlyList<Sensor> sensors = await SensorsAsync(unit.Id, cancellationToken);
        return request.Sensor is { } chosen && !sensors.Any(sensor => sensor.Id == chosen)
            ? (null, new FileObjection("所选传感器不在这台设备中。", "The sensor that you chose is not in this unit."))
            : new FileAdmission(sensors, rules, plan, unit.Id).Of(request, seal.IssuerKey);
    }

    private async Task<UploadOutcome> StoreAsync(
        StorageUnit unit, AdmittedFile file, (LoggerFileTicket Ticket, int SizeBytes) from, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        int stored = 0;
        int known = 0;
        int conflicts = 0;
        foreach (Arrival arrival in FileArrivals.Of(file, from.Ticket, await NewEventsAsync(file, cancellationToken), now))
        {
            if (await stores.History.AppendAsync(arrival, cancellationToken) is not ArrivalOutcome.Durable durable)
            {
                return new UploadOutcome.Refused(new FileObjection(
                    "服务器磁盘暂时无法写入。请稍后再次确认，不会重复保存。",
                    "The server's disk cannot be written now. Confirm again later: nothing is stored twice."));
            }

            (stored, known, conflicts) = (stored + durable.Stored, known + durable.Duplicates, conflicts + durable.Conflicts);
        }

        await RecordAsync(unit, file, from, stored + conflicts, cancellationToken);
        return new UploadOutcome.Taken(stored, known, conflicts);
    }

    /// <summary>What another export of the logger has told already is not told again.</summary>
    private async Task<IReadOnlyList<WireEvent>> NewEventsAsync(AdmittedFile file, CancellationToken cancellationToken)
    {
        if (file.Events.Count == 0)
        {
            return [];
        }

        TimeRange during = new(
            Instant.FromUnixMilliseconds(file.Events.Min(told => told.At)), Instant.FromUnixMilliseconds(file.Events.Max(told => told.At) + 1));
        HashSet<(string, long, string?, string?)> known =
        [
            .. (await stores.Events.ListAsync(during, MostEvents, cancellationToken))
                .Select(told => (told.Kind, told.At.UnixMilliseconds, told.Sensor, told.Detail)),
        ];
        return [.. file.Events.Where(told => !known.Contains((told.Kind, told.At, told.Sensor, told.Detail)))];
    }

    private async Task RecordAsync(
        StorageUnit unit, AdmittedFile file, (LoggerFileTicket Ticket, int SizeBytes) from, int newReadings, CancellationToken cancellationToken)
    {
        (LoggerFileTicket ticket, int sizeBytes) = from;
        if (await records.Set<LoggerFileEntry>().AnyAsync(
            entry => entry.Sha256 == ticket.Sha256 && entry.Sensors == file.Sensors && entry.TimeZone == ticket.TimeZone, cancellationToken))
        {
            return;
        }

        LoggerSignature signature = file.File.Signature;
        records.Add(new LoggerFileEntry
        {
            StorageUnitId = unit.Id,
            FacilityId = unit.FacilityId,
            Sensors = file.Sensors,
            FileName = ticket.FileName,
            Sha256 = ticket.Sha256,
            SizeBytes = sizeBytes,
            TimeZone = ticket.TimeZone,
            Format = file.File.Format,
            Model = file.File.Model,
            Serial = file.File.Serial,
            Signature = signature.Standing,
            SignatureWords = signature.Words,
            FirstAt = file.Readings[0].Reading.MeasuredAt,
            LastAt = file.Readings[^1].Reading.MeasuredAt,
            Readings = file.Readings.Count(one => !one.Reading.IsDaily),
            DailyExtremes = file.Readings.Count(one => one.Reading.IsDaily),
            NewReadings = newReadings,
            UploadedAt = clock.GetCurrentInstant(),
            UploadedById = person.Id,
            UploadedBy = person.FullName,
        });
        await records.SaveChangesAsync(cancellationToken);
    }
}
