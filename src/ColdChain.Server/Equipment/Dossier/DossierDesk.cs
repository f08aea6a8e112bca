using System.Collections.Immutable;
using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Api;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Takes papers into the files of units and sensors, and what is said of them later. Nothing is changed or taken out.</summary>
public sealed class DossierDesk(RecordsDbContext records, AttachmentFolder attachments, CurrentPerson person, TimeProvider clock)
{
    private const int LongestText = 200;

    private const int LongestRemarks = 2_000;

    private readonly List<Refusal> _refusals = [];

    /// <summary>Enters a certificate of a sensor; answers what is wrong, or nothing.</summary>
    /// <param name="sensor">Whose.</param>
    /// <param name="profileId">What its unit keeps: says how long the certificate counts where it does not say so itself.</param>
    /// <param name="typed">The fields.</param>
    /// <param name="file">The certificate itself, or null.</param>
    /// <param name="cancellationToken">Stops; nothing is entered then.</param>
    public async Task<IReadOnlyList<Refusal>> AddCalibrationAsync(
        SensorId sensor, string? profileId, DossierForm typed, Attachment? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        (DateOnly on, string doneBy) = Begin(typed, file);
        string? number = Text(typed.Number, "证书编号", "Certificate number", isRequired: true);
        if (!CalibrationPointsText.TryRead(typed.Points, out ImmutableArray<CalibrationPoint> points))
        {
            _refusals.Add(new(
                $"校准点：每行两个温度，标准值和示值，例如 2.0 2.1；最多 {CalibrationPointsText.MostPoints} 行，标准值越高示值越高。",
                $"Points: two temperatures a line, the reference and what the sensor showed, such as 2.0 2.1; at most {CalibrationPointsText.MostPoints} lines; where the reference is warmer the sensor shows more."));
        }

        FacilityId facility = await records.Sensors.Where(one => one.Id == sensor).Select(one => one.FacilityId).SingleAsync(cancellationToken);
        DateOnly? due = Due(typed.DueOn, on) ?? Recalibration.Of(profileId ?? string.Empty).DueAfter(on);
        return await EnterAsync(
            () => new CalibrationCertificate
            {
                SensorId = sensor,
                FacilityId = facility,
                DoneOn = on,
                DueOn = due,
                DoneBy = doneBy,
                Number = number,
                Points = CalibrationPointsText.Write(points),
            },
            Remarks(typed),
            file,
            cancellationToken);
    }

    public async Task<IReadOnlyList<Refusal>> AddRepairAsync(
        StorageUnitId unit, DossierForm typed, Attachment? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        (DateOnly on, string doneBy) = Begin(typed, file);
        string fault = Text(typed.Fault, "故障", "What was wrong", isRequired: true) ?? string.Empty;
        string remedy = Text(typed.Remedy, "处理", "What was done", isRequired: true) ?? string.Empty;
        FacilityId facility = await FacilityOfAsync(unit, cancellationToken);
        string? number = Text(typed.Number, "单号", "Number", isRequired: false);
        return await EnterAsync(
            () => new Repair
            {
                StorageUnitId = unit,
                FacilityId = facility,
                DoneOn = on,
                DoneBy = doneBy,
                Number = number,
                Fault = fault,
                Remedy = remedy,
            },
            Remarks(typed),
            file,
            cancellationToken);
    }

    public async Task<IReadOnlyList<Refusal>> AddValidationAsync(
        StorageUnitId unit, DossierForm typed, Attachment? file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        (DateOnly on, string doneBy) = Begin(typed, file);
        ValidationOccasion? occasion = DossierWords.Occasions.Find(typed.Occasion ?? string.Empty);
        ValidationResult? result = DossierWords.Results.Find(typed.Result ?? string.Empty);
        if (occasion is null || result is null)
        {
            _refusals.Add(new("请选择验证类型和结论。", "Choose the occasion and the result."));
        }

        DateOnly? due = Due(typed.DueOn, on);
        FacilityId facility = await FacilityOfAsync(unit, cancellationToken);
        string? number = Text(typed.Number, "报告编号", "Report number", isRequired: false);
        return await EnterAsync(
            () => new Validation
            {
                StorageUnitId = unit,
                FacilityId = facility,
                DoneOn = on,
                DueOn = due,
                DoneBy = doneBy,
                Number = number,
                Occasion = occasion!.Value,
                Result = result!.Value,
                IncludesMapping = typed.IncludesMapping is not null,
            },
            Remarks(typed),
            file,
            cancellationToken);
    }

    /// <summary>Says something of a paper, or voids it. A void paper stays to be read, and cannot be voided again.</summary>
    public async Task<IReadOnlyList<Refusal>> NoteAsync(long paper, string? text, bool isVoid, CancellationToken cancellationToken)
    {
        string words = Text(text, "内容或原因", "Text or reason", isRequired: true) ?? string.Empty;
        if (isVoid && await records.Set<DossierNote>().AnyAsync(note => note.DossierEntryId == paper && note.IsVoid, cancellationToken))
        {
            _refusals.Add(new("它已经作废。", "It is void already."));
        }

        if (_refusals.Count == 0)
        {
            records.Add(new DossierNote
            {
                DossierEntryId = paper,
                FacilityId = await records.Set<DossierEntry>().Where(entry => entry.Id == paper).Select(entry => entry.FacilityId).SingleAsync(cancellationToken),
                IsVoid = isVoid,
                Text = words,
                EnteredAt = clock.GetCurrentInstant(),
                EnteredById = person.Id,
                EnteredBy = person.FullName,
            });
            await records.SaveChangesAsync(cancellationToken);
        }

        return _refusals;
    }

    private Task<FacilityId> FacilityOfAsync(StorageUnitId unit, CancellationToken cancellationToken) =>
        records.StorageUnits.Where(one => one.Id == unit).Select(one => one.FacilityId).SingleAsync(cancellationToken);

    /// <summary>What every paper has alike is filled in here. The file is on the disk before the record names it.</summary>
    /// <param name="make">What is of this kind of paper alone; called when nothing was refused.</param>
    /// <param name="remarks">As typed.</param>
    /// <param name="file">What is attached, or null.</param>
    /// <param name="cancellationToken">Stops; nothing is entered then.</param>
    private async Task<IReadOnlyList<Refusal>> EnterAsync(
        Func<DossierEntry> make, string? remarks, Attachment? file, CancellationToken cancellationToken)
    {
        if (_refusals.Count == 0)
        {
            string? hash = file is null ? null : await attachments.KeepAsync(file.Bytes, cancellationToken);
            EntityEntry<DossierEntry> entry = records.Add(make());
            entry.Property(paper => paper.Remarks).CurrentValue = remarks;
            entry.Property(paper => paper.FileName).CurrentValue = file is null ? null : UploadName.Plain(file.FileName);
            entry.Property(paper => paper.FileSha256).CurrentValue = hash;
            entry.Property(paper => paper.FileSizeBytes).CurrentValue = file?.Bytes.Length;
            entry.Property(paper => paper.FileKind).CurrentValue = file is null ? null : AttachmentBytes.KindOf(file.Bytes);
            entry.Property(paper => paper.EnteredAt).CurrentValue = clock.GetCurrentInstant();
            entry.Property(paper => paper.EnteredById).CurrentValue = person.Id;
            entry.Property(paper => paper.EnteredBy).CurrentValue = person.FullName;
            await records.SaveChangesAsync(cancellationToken);
        }

        return _refusals;
    }

    private (DateOnly On, string DoneBy) Begin(DossierForm typed, Attachment? file)
    {
        DateOnly today = LocalDays.At(clock.GetCurrentInstant(), person.TimeZone);
        if (!TryDay(typed.On, out DateOnly on) || on > today || on.Year < 2000)
        {
            _refusals.Add(new("日期：不能空，也不能在将来。", "The date: it cannot be empty or in the future."));
        }

        if (file is { Bytes.Length: > AttachmentBytes.Most } || (file is not null && AttachmentBytes.KindOf(file.Bytes) is null))
        {
            _refusals.Add(new(
                $"附件：只收 PDF、JPG、PNG，最大 {AttachmentBytes.Most / 1_048_576} MB。",
                $"The file: PDF, JPG or PNG, at most {AttachmentBytes.Most / 1_048_576} MB."));
        }

        Text(typed.Remarks, "备注", "Remarks", isRequired: false, LongestRemarks);
        return (on, Text(typed.DoneBy, "实施单位或人员", "Who did it", isRequired: true) ?? string.Empty);
    }

    private DateOnly? Due(string? typed, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (!TryDay(typed, out DateOnly due) || due < on || due > on.AddYears(20))
        {
            _refusals.Add(new("有效期至：应晚于实施日期。", "Valid until: it must be after the day on which it was done."));
        }

        return due;
    }

    /// <summary>Its length was looked at in <see cref="Begin"/>.</summary>
    private static string? Remarks(DossierForm typed) => string.IsNullOrWhiteSpace(typed.Remarks) ? null : typed.Remarks.Trim();

    private string? Text(string? typed, string chinese, string english, bool isRequired, int longest = LongestText)
    {
        string text = typed?.Trim() ?? string.Empty;
        if (text.Length == 0 && isRequired)
        {
            _refusals.Add(new($"{chinese}：没有填写。", $"{english}: it is empty."));
        }
        else if (text.Length > longest || text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))
        {
            _refusals.Add(new($"{chinese}：超过 {longest} 个字符或含有控制字符。", $"{english}: longer than {longest} characters, or with control characters."));
        }

        return text.Length == 0 ? null : text;
    }

    private static bool TryDay(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
