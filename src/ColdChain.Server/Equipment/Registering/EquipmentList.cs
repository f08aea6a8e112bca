using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Holds the lines of a list against what is registered and against each other; lines may stand in any order.</summary>
/// <param name="book">What is registered.</param>
/// <param name="mayAddRoots">Whether a facility may stand at the top of the tree.</param>
/// <param name="now">Nothing is placed later.</param>
internal sealed class EquipmentList(EquipmentBook book, bool mayAddRoots, Instant now)
{
    private readonly List<ImportMistake> _mistakes = [];
    private readonly Dictionary<FacilityId, (SheetRow<EquipmentColumn> Row, FacilityDraft Draft)> _facilityDrafts = [];
    private readonly Dictionary<FacilityId, Facility> _facilities = [];
    private readonly Dictionary<StorageUnitId, StorageUnit> _units = [];
    private readonly Dictionary<SensorId, Sensor> _sensors = [];
    private readonly List<MeasuringPoint> _points = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportMistake> Mistakes => _mistakes;

    /// <summary>Parents before children.</summary>
    public IEnumerable<Facility> NewFacilities => _facilities.Values.OrderBy(facility => facility.Path.Length);

    public IEnumerable<StorageUnit> NewStorageUnits => _units.Values;

    public IEnumerable<Sensor> NewSensors => _sensors.Values;

    public IEnumerable<MeasuringPoint> NewPoints => _points;

    public int AlreadyKnown { get; private set; }

    public IReadOnlyDictionary<EquipmentRowKind, int> Added => new Dictionary<EquipmentRowKind, int>
    {
        [EquipmentRowKind.Facility] = _facilities.Count,
        [EquipmentRowKind.StorageUnit] = _units.Count,
        [EquipmentRowKind.Sensor] = _sensors.Count,
        [EquipmentRowKind.Placement] = _points.Count,
    };

    public void Take(IReadOnlyList<(EquipmentRowKind Kind, SheetRow<EquipmentColumn> Row)> rows)
    {
        EquipmentDrafts drafts = new(_mistakes);
        foreach (SheetRow<EquipmentColumn> row in Of(rows, EquipmentRowKind.Facility))
        {
            if (drafts.Facility(row) is { } draft && IsNew(row, draft.Id.ToString(), book.Facilities.GetValueOrDefault(draft.Id), FacilityDraft.Cells))
            {
                _facilityDrafts.Add(draft.Id, (row, draft));
            }
        }

        foreach (FacilityId id in _facilityDrafts.Keys)
        {
            Plant(id, []);
        }

        foreach (SheetRow<EquipmentColumn> row in Of(rows, EquipmentRowKind.StorageUnit))
        {
            if (drafts.StorageUnit(row) is { } draft
                && Belongs(row, draft.FacilityId)
                && IsNew(row, draft.Id.ToString(), book.StorageUnits.GetValueOrDefault(draft.Id), StorageUnitDraft.Cells))
            {
                _units.Add(draft.Id, draft.ToUnit());
            }
        }

        foreach (SheetRow<EquipmentColumn> row in Of(rows, EquipmentRowKind.Sensor))
        {
            if (drafts.Sensor(row, ZoneOf, now) is { } draft && Belongs(row, draft.FacilityId))
            {
                Take(row, draft);
            }
        }

        foreach (SheetRow<EquipmentColumn> row in Of(rows, EquipmentRowKind.Placement))
        {
            if (drafts.Placement(row, ZoneOf, now) is { } draft)
            {
                Place(row, draft);
            }
        }
    }

    private static IEnumerable<SheetRow<EquipmentColumn>> Of(
        IReadOnlyList<(EquipmentRowKind Kind, SheetRow<EquipmentColumn> Row)> rows, EquipmentRowKind kind) =>
        rows.Where(one => one.Kind == kind).Select(one => one.Row);

    private Facility? FacilityOf(FacilityId id) => book.Facilities.GetValueOrDefault(id) ?? _facilities.GetValueOrDefault(id);

    private TimeZoneInfo? ZoneOf(FacilityId id) =>
        FacilityOf(id) is { } facility ? TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone) : null;

    /// <summary>Gives a facility its place in the tree, its parent first; a parent that stands below its child is a mistake of both.</summary>
    private Facility? Plant(FacilityId id, HashSet<FacilityId> above)
    {
        if (FacilityOf(id) is { } known)
        {
            return known;
        }

        (SheetRow<EquipmentColumn> row, FacilityDraft draft) = _facilityDrafts[id];
        if (!above.Add(id))
        {
            Note(row, $"机构 {id} 的上级又在它自己之下。", $"the facility '{id}' stands below itself.");
            return null;
        }

        Facility? parent = null;
        if (draft.Parent is { } parentId)
        {
            if (book.Facilities.ContainsKey(parentId) || _facilityDrafts.ContainsKey(parentId))
            {
                parent = Plant(parentId, above);
                if (parent is null)
                {
                    return null;
                }
            }
            else
            {
                Note(row, $"上级机构 {parentId} 既不在本文件中，也不在您的管辖范围内。", $"the parent '{parentId}' is neither in this list nor one of your facilities.");
                return null;
            }
        }
        else if (!mayAddRoots)
        {
            Note(row, "没有填写上级机构编码。", "has no parent; only the installer adds one at the top of the tree.");
            return null;
        }

        Facility facility = new()
        {
            Id = id,
            ParentId = parent?.Id,
            Path = $"{parent?.Path ?? "/"}{id}/",
            Kind = draft.Kind,
            NameZh = draft.NameZh,
            NameEn = draft.NameEn,
            TimeZone = parent?.TimeZone ?? Facility.DefaultTimeZone,
        };
        draft.WriteTo(facility);
        _facilities.Add(id, facility);
        return facility;
    }

    private void Take(SheetRow<EquipmentColumn> row, SensorDraft draft)
    {
        if (IsNew(row, draft.Id.ToString(), book.Sensors.GetValueOrDefault(draft.Id), SensorDraft.Cells))
        {
            Sensor sensor = new() { Id = draft.Id, FacilityId = draft.FacilityId };
            draft.WriteTo(sensor);
            _sensors.Add(draft.Id, sensor);
        }

        if (draft.Place is { } place)
        {
            Place(row, place);
        }
    }

    private void Place(SheetRow<EquipmentColumn> row, PlacementDraft draft)
    {
        StorageUnit? unit = book.StorageUnits.GetValueOrDefault(draft.Unit) ?? _units.GetValueOrDefault(draft.Unit);
        if (book.Points[draft.Sensor].Any(draft.Is))
        {
            AlreadyKnown++;
        }
        else if (unit is null)
        {
            Note(row, $"设备 {draft.Unit} 既不在本文件中，也不在您的管辖范围内。", $"the unit '{draft.Unit}' is neither in this list nor one of yours.");
        }
        else if (!_sensors.TryGetValue(draft.Sensor, out Sensor? sensor))
        {
            Note(
                row,
                $"传感器 {draft.Sensor} 不是本文件新登记的；已登记的传感器请在它的页面上移动。",
                $"the sensor '{draft.Sensor}' is not registered by this list; one that is registered is moved on its page.");
        }
        else if (_points.Any(other => other.SensorId == draft.Sensor && other.During.Overlaps(draft.During)))
        {
            Note(row, $"传感器 {draft.Sensor} 同一时间在两处。", $"the sensor '{draft.Sensor}' would be in two places at a time.");
        }
        else
        {
            sensor.FacilityId = draft.During.End is null ? unit.FacilityId : sensor.FacilityId;
            _points.Add(draft.ToPoint());
        }
    }

    private bool Belongs(SheetRow<EquipmentColumn> row, FacilityId facility)
    {
        if (FacilityOf(facility) is not null || _facilityDrafts.ContainsKey(facility))
        {
            return FacilityOf(facility) is not null;
        }

        Note(row, $"机构 {facility} 既不在本文件中，也不在您的管辖范围内。", $"the facility '{facility}' is neither in this list nor one of yours.");
        return false;
    }

    /// <summary>False for what is registered with the same words, and for what cannot be registered; the second is a mistake.</summary>
    private bool IsNew<TKnown>(
        SheetRow<EquipmentColumn> row, string id, TKnown? known, Func<TKnown, IReadOnlyDictionary<EquipmentColumn, string>> cellsOf)
        where TKnown : class
    {
        if (!_ids.Add($"{typeof(TKnown).Name} {id}"))
        {
            Note(row, $"{id} 在本文件中重复。", $"'{id}' stands twice in this list.");
            return false;
        }

        if (known is not null)
        {
            EquipmentColumn[] different = [.. EquipmentDifference.Of(row, cellsOf(known))];
            if (different.Length > 0)
            {
                Note(
                    row,
                    $"{id} 已登记，但{string.Join("、", different.Select(EquipmentNames.Columns.Chinese))}不同；请在它的页面上修改。",
                    $"'{id}' is registered with another {string.Join(", ", different.Select(EquipmentNames.Columns.English))}; change it on its page.");
            }
            else
            {
                AlreadyKnown++;
            }

            return false;
        }

        if (book.TakenElsewhere.Contains(id))
        {
            Note(row, $"编码 {id} 已被其他单位使用，请换一个。", $"the id '{id}' is used elsewhere: choose another.");
            return false;
        }

        return true;
    }

    private void Note(SheetRow<EquipmentColumn> row, string chinese, string english)
    {
        if (_mistakes.Count < SheetBounds.MostMistakes)
        {
            _mistakes.Add(new ImportMistake(row.Number, chinese, english) { Sheet = row.Sheet });
        }
    }
}
