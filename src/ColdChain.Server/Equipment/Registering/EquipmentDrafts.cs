using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Reads lines, or the fields of a form, into drafts; every mistake of a line is noted, not the first alone.</summary>
/// <param name="mistakes">Where they go.</param>
internal sealed class EquipmentDrafts(ICollection<ImportMistake> mistakes)
{
    /// <summary>No reading of a cold chain is trusted that may be further off.</summary>
    private const int WorstAccuracyMilliKelvin = 5_000;

    public FacilityDraft? Facility(SheetRow<EquipmentColumn> row)
    {
        SheetCells<EquipmentColumn> cells = Begin(row, EquipmentRowKind.Facility);
        FacilityId? id = Id<FacilityId>(row, cells, EquipmentColumn.Facility);
        FacilityId? parent = Id<FacilityId>(row, cells, EquipmentColumn.Parent);
        FacilityKind? kind = cells.Choice(EquipmentColumn.FacilityKind, EquipmentNames.FacilityKinds);
        FacilityLevel? level = cells.Choice(EquipmentColumn.Level, EquipmentNames.Levels);
        SocialCreditCode? code = Code(row, cells);
        string? zone = cells.Text(EquipmentColumn.TimeZone);
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            cells.Refuse(EquipmentColumn.TimeZone, "不是时区，例如 Asia/Shanghai", "is no time zone such as Asia/Shanghai");
        }

        (string? zh, string? en, string? address) =
            (cells.Text(EquipmentColumn.NameZh), cells.Text(EquipmentColumn.NameEn), cells.Text(EquipmentColumn.Address));
        return cells.IsClean && id is { } known && kind is { } one
            ? new FacilityDraft(known, one, zh!, en!) { Parent = parent, Level = level, SocialCreditCode = code, TimeZone = zone, Address = address }
            : null;
    }

    public StorageUnitDraft? StorageUnit(SheetRow<EquipmentColumn> row)
    {
        SheetCells<EquipmentColumn> cells = Begin(row, EquipmentRowKind.StorageUnit);
        StorageUnitId? id = UnitId(row, cells);
        StorageUnitKind? kind = cells.Choice(EquipmentColumn.StorageUnitKind, EquipmentNames.StorageUnitKinds);
        string? profile = cells.Text(EquipmentColumn.Profile);
        if (profile is not null && StandardProfiles.Find(profile) is null)
        {
            string known = string.Join(", ", StandardProfiles.All.Select(one => one.Id));
            cells.Refuse(EquipmentColumn.Profile, $"应为 {known} 之一", $"must be one of {known}");
        }

        PqsCode code = default;
        if (row[EquipmentColumn.PqsCode] is { } typed && !PqsCode.TryParse(typed, out code))
        {
            cells.Refuse(EquipmentColumn.PqsCode, "不是 PQS 编码，例如 E003/007", "is no PQS code such as E003/007");
        }

        StorageUnitDraft draft = WithFacts(cells, new(id ?? default, kind ?? default, cells.Text(EquipmentColumn.NameZh) ?? string.Empty, cells.Text(EquipmentColumn.NameEn) ?? string.Empty, profile ?? string.Empty));
        CheckDays(cells, draft);
        return cells.IsClean ? draft with { PqsCode = code == default ? null : code } : null;
    }

    /// <param name="row">A line, or a form.</param>
    /// <param name="zoneOf">Of a facility; null when it is not known.</param>
    /// <param name="now">Nothing is placed later.</param>
    public SensorDraft? Sensor(SheetRow<EquipmentColumn> row, Func<FacilityId, TimeZoneInfo?> zoneOf, Instant now)
    {
        SheetCells<EquipmentColumn> cells = Begin(row, EquipmentRowKind.Sensor);
        SensorId? id = Id<SensorId>(row, cells, EquipmentColumn.Sensor);
        FacilityId? facility = Id<FacilityId>(row, cells, EquipmentColumn.Facility);
        StorageUnitId? unit = row[EquipmentColumn.StorageUnit] is null ? null : UnitId(row, cells);
        facility = unit is { } inside ? FacilityOf(inside) : facility;
        if (facility is null && cells.IsClean)
        {
            cells.Note("请填写设备编码或机构编码。", "Fill in the unit that it sits in, or the facility that has it.");
        }

        if ((row[EquipmentColumn.PlacedAt] is null) == (unit is not null) && cells.IsClean)
        {
            cells.Note("设备编码和安装时间要么都填写，要么都不填写。", "Fill in both the unit and when the sensor was placed, or neither.");
        }

        PlacementDraft? place = unit is { } where && id is { } which
            ? Place(cells, (which, where), zoneOf(FacilityOf(where)) ?? TimeZoneInfo.Utc, now)
            : null;
        (string? serial, string? model, int? accuracy) =
            (cells.Text(EquipmentColumn.SerialNumber), cells.Text(EquipmentColumn.Model), cells.MilliKelvin(EquipmentColumn.Accuracy, WorstAccuracyMilliKelvin));
        return cells.IsClean
            ? new SensorDraft(id!.Value, facility!.Value) { SerialNumber = serial, Model = model, AccuracyMilliKelvin = accuracy, Place = place }
            : null;
    }

    public PlacementDraft? Placement(SheetRow<EquipmentColumn> row, Func<FacilityId, TimeZoneInfo?> zoneOf, Instant now)
    {
        SheetCells<EquipmentColumn> cells = Begin(row, EquipmentRowKind.Placement);
        SensorId? sensor = Id<SensorId>(row, cells, EquipmentColumn.Sensor);
        StorageUnitId? unit = UnitId(row, cells);
        return sensor is { } which && unit is { } where
            ? Place(cells, (which, where), zoneOf(FacilityOf(where)) ?? TimeZoneInfo.Utc, now)
            : null;
    }

    internal static FacilityId FacilityOf(StorageUnitId unit) => FacilityId.Parse(unit.ToString().Split('/')[0], CultureInfo.InvariantCulture);

    private static PlacementDraft? Place(SheetCells<EquipmentColumn> cells, (SensorId Sensor, StorageUnitId Unit) which, TimeZoneInfo zone, Instant now)
    {
        Instant? from = cells.Moment(EquipmentColumn.PlacedAt, zone);
        Instant? to = cells.Moment(EquipmentColumn.RemovedAt, zone);
        if (from > now)
        {
            cells.Refuse(EquipmentColumn.PlacedAt, "在将来", "is in the future");
        }

        if (to > now || to <= from)
        {
            cells.Refuse(EquipmentColumn.RemovedAt, "应在安装时间之后，且不在将来", "must be after it was placed, and not in the future");
        }

        string? position = cells.Text(EquipmentColumn.Position);
        return cells.IsClean && from is { } start ? new PlacementDraft(which.Sensor, which.Unit, new TimeRange(start, to), position) : null;
    }

    private static StorageUnitDraft WithFacts(SheetCells<EquipmentColumn> cells, StorageUnitDraft draft) => draft with
    {
        Maker = cells.Text(EquipmentColumn.Maker),
        Model = cells.Text(EquipmentColumn.Model),
        SerialNumber = cells.Text(EquipmentColumn.SerialNumber),
        CapacityMillilitres = cells.Millilitres(EquipmentColumn.Capacity),
        MedicalRegistration = cells.Text(EquipmentColumn.MedicalRegistration),
        MadeOn = cells.Day(EquipmentColumn.MadeOn),
        BoughtOn = cells.Day(EquipmentColumn.BoughtOn),
        InstalledOn = cells.Day(EquipmentColumn.InstalledOn),
        TakenOutOn = cells.Day(EquipmentColumn.TakenOutOn),
        Location = cells.Text(EquipmentColumn.Location),
        Funding = cells.Text(EquipmentColumn.Funding),
    };

    private static void CheckDays(SheetCells<EquipmentColumn> cells, StorageUnitDraft draft)
    {
        (EquipmentColumn Column, DateOnly? Day)[] days =
        [
            (EquipmentColumn.MadeOn, draft.MadeOn), (EquipmentColumn.BoughtOn, draft.BoughtOn),
            (EquipmentColumn.InstalledOn, draft.InstalledOn), (EquipmentColumn.TakenOutOn, draft.TakenOutOn),
        ];
        DateOnly? latest = null;
        foreach ((EquipmentColumn column, DateOnly? day) in days)
        {
            if (day < latest)
            {
                cells.Refuse(column, "早于前面的日期（生产、购置、启用、停用）", "is before an earlier day of made, bought, installed, taken out");
            }

            latest = day ?? latest;
        }
    }

    private static SocialCreditCode? Code(SheetRow<EquipmentColumn> row, SheetCells<EquipmentColumn> cells)
    {
        if (row[EquipmentColumn.SocialCreditCode] is not { } typed)
        {
            return null;
        }

        if (SocialCreditCode.TryParse(typed, out SocialCreditCode code))
        {
            return code;
        }

        cells.Refuse(EquipmentColumn.SocialCreditCode, "不正确：18 位，最后一位是校验码（GB 32100-2015），请对照证书", "is wrong: 18 characters, the last checks the others (GB 32100-2015); compare it with the certificate");
        return null;
    }

    private static StorageUnitId? UnitId(SheetRow<EquipmentColumn> row, SheetCells<EquipmentColumn> cells)
    {
        StorageUnitId? id = Id<StorageUnitId>(row, cells, EquipmentColumn.StorageUnit);
        if (id is { } known && !known.ToString().Contains('/', StringComparison.Ordinal))
        {
            cells.Refuse(EquipmentColumn.StorageUnit, "应为 机构编码/设备，例如 gaochuan/fridge-1", "must be facility/unit, such as gaochuan/fridge-1");
            return null;
        }

        return id;
    }

    private static TId? Id<TId>(SheetRow<EquipmentColumn> row, SheetCells<EquipmentColumn> cells, EquipmentColumn column)
        where TId : struct, ISpanParsable<TId>
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (TId.TryParse(text, CultureInfo.InvariantCulture, out TId id))
        {
            if (!ReservedNames.Holds(text))
            {
                return id;
            }

            cells.Refuse(column, "以“_”为第一段，是系统保留的名称，请换一个", "begins with the segment '_', which is reserved; choose another name");
            return null;
        }

        cells.Refuse(column, "不是编码：小写字母、数字、“-”、“_”、“.”，各段以“/”相连", "is no id: lower-case letters, digits, '-', '_', '.', segments joined by '/'");
        return null;
    }

    /// <summary>What a line of this kind must and must not have.</summary>
    private SheetCells<EquipmentColumn> Begin(SheetRow<EquipmentColumn> row, EquipmentRowKind kind)
    {
        SheetCells<EquipmentColumn> cells = new(row, EquipmentNames.Columns, mistakes);
        foreach (EquipmentColumn column in EquipmentNames.Required(kind))
        {
            cells.Require(column);
        }

        IReadOnlyList<EquipmentColumn> allowed = EquipmentNames.Of(kind);
        foreach (EquipmentColumn column in row.Cells.Keys.Where(one => one != EquipmentColumn.RowKind && !allowed.Contains(one)))
        {
            cells.Refuse(
                column,
                $"不用于“{EquipmentNames.RowKinds.Chinese(kind)}”行",
                $"is not for a line of the kind '{EquipmentNames.RowKinds.English(kind)}'");
        }

        return cells;
    }
}
