using ColdChain.Server.Facilities;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Columns and choices of equipment in words; the first of each language is the one that pages and forms show.</summary>
public static class EquipmentNames
{
    public static readonly SheetNames<EquipmentRowKind> RowKinds = new(
    [
        (EquipmentRowKind.Facility, "机构|单位", "facility|facilities"),
        (EquipmentRowKind.StorageUnit, "设备|冷链设备", "unit|units|storageUnit"),
        (EquipmentRowKind.Sensor, "传感器|探头", "sensor|sensors"),
        (EquipmentRowKind.Placement, "测点", "placement|placements|measuringPoint"),
    ]);

    public static readonly SheetNames<EquipmentColumn> Columns = new(
    [
        (EquipmentColumn.RowKind, "类别", "row"),
        (EquipmentColumn.Facility, "机构编码", "facility id"),
        (EquipmentColumn.Parent, "上级机构编码", "parent id"),
        (EquipmentColumn.NameZh, "名称|中文名称", "name in Chinese|nameZh|name"),
        (EquipmentColumn.NameEn, "英文名称", "name in English|nameEn"),
        (EquipmentColumn.FacilityKind, "机构类型", "facility kind"),
        (EquipmentColumn.Level, "级别", "level"),
        (EquipmentColumn.SocialCreditCode, "统一社会信用代码", "social credit code|uscc"),
        (EquipmentColumn.TimeZone, "时区", "time zone"),
        (EquipmentColumn.Address, "地址", "address"),
        (EquipmentColumn.StorageUnit, "设备编码", "unit id"),
        (EquipmentColumn.StorageUnitKind, "设备类型", "unit kind"),
        (EquipmentColumn.Profile, "储存温度要求", "profile"),
        (EquipmentColumn.PqsCode, "PQS编码", "PQS code"),
        (EquipmentColumn.Maker, "生产厂家|生产企业", "maker|manufacturer"),
        (EquipmentColumn.Model, "型号规格|型号", "model"),
        (EquipmentColumn.SerialNumber, "出厂编号|序列号", "serial number|serial"),
        (EquipmentColumn.Capacity, "容积(L)|容积", "capacity (L)|capacityLitres|capacity"),
        (EquipmentColumn.MedicalRegistration, "医疗器械注册证号", "medical registration"),
        (EquipmentColumn.MadeOn, "生产日期", "made on"),
        (EquipmentColumn.BoughtOn, "购置日期", "bought on"),
        (EquipmentColumn.InstalledOn, "启用日期", "installed on"),
        (EquipmentColumn.TakenOutOn, "停用或报废日期|报废日期|停用日期", "taken out on"),
        (EquipmentColumn.Location, "安装位置", "location"),
        (EquipmentColumn.Funding, "来源或资金|来源", "funding"),
        (EquipmentColumn.Sensor, "传感器编码", "sensor id"),
        (EquipmentColumn.Accuracy, "准确度(±℃)|准确度", "accuracy ±°C|accuracyCelsius|accuracy"),
        (EquipmentColumn.PlacedAt, "安装时间", "placed at"),
        (EquipmentColumn.RemovedAt, "取出时间", "removed at"),
        (EquipmentColumn.Position, "位置", "position"),
    ]);

    public static readonly SheetNames<FacilityKind> FacilityKinds = new(
    [
        (FacilityKind.DiseaseControlCentre, "疾病预防控制机构|疾控中心|疾控", "disease control centre|CDC"),
        (FacilityKind.TownshipHealthCentre, "乡镇卫生院|卫生院", "township health centre"),
        (FacilityKind.CommunityHealthCentre, "社区卫生服务中心", "community health centre"),
        (FacilityKind.VillageClinic, "村卫生室|卫生室", "village clinic|clinic"),
        (FacilityKind.Hospital, "医院|接种门诊", "hospital"),
        (FacilityKind.Distributor, "疫苗配送单位|配送单位", "distributor"),
        (FacilityKind.Manufacturer, "上市许可持有人|生产企业", "manufacturer"),
    ]);

    public static readonly SheetNames<FacilityLevel> Levels = new(
    [
        (FacilityLevel.Province, "省级|省", "province"),
        (FacilityLevel.Prefecture, "市级|市|地市级", "prefecture"),
        (FacilityLevel.County, "县级|县|区级", "county"),
        (FacilityLevel.Township, "乡镇级|乡级|街道", "township"),
        (FacilityLevel.Village, "村级|村", "village"),
    ]);

    public static readonly SheetNames<StorageUnitKind> StorageUnitKinds = new(
    [
        (StorageUnitKind.ColdRoom, "普通冷库|冷库", "cold room"),
        (StorageUnitKind.FreezerRoom, "低温冷库", "freezer room"),
        (StorageUnitKind.Refrigerator, "普通冰箱|冰箱|医用冰箱", "refrigerator|fridge"),
        (StorageUnitKind.IceLinedRefrigerator, "冰衬冰箱", "ice-lined refrigerator"),
        (StorageUnitKind.Freezer, "低温冰箱", "freezer"),
        (StorageUnitKind.UltraColdFreezer, "超低温冰箱", "ultra-cold freezer"),
        (StorageUnitKind.RefrigeratedVehicle, "冷藏车", "refrigerated vehicle"),
        (StorageUnitKind.ColdBox, "冷藏箱", "cold box"),
        (StorageUnitKind.VaccineCarrier, "冷藏包", "vaccine carrier"),
        (StorageUnitKind.IcePack, "冰排", "ice pack"),
    ]);

    /// <summary>The columns that a line of this kind may have, those of <see cref="Required"/> among them.</summary>
    public static IReadOnlyList<EquipmentColumn> Of(EquipmentRowKind kind) => kind switch
    {
        EquipmentRowKind.Facility =>
        [
            EquipmentColumn.Facility, EquipmentColumn.Parent, EquipmentColumn.NameZh, EquipmentColumn.NameEn, EquipmentColumn.FacilityKind,
            EquipmentColumn.Level, EquipmentColumn.SocialCreditCode, EquipmentColumn.TimeZone, EquipmentColumn.Address,
        ],
        EquipmentRowKind.StorageUnit =>
        [
            EquipmentColumn.StorageUnit, EquipmentColumn.NameZh, EquipmentColumn.NameEn, EquipmentColumn.StorageUnitKind, EquipmentColumn.Profile,
            EquipmentColumn.PqsCode, EquipmentColumn.Maker, EquipmentColumn.Model, EquipmentColumn.SerialNumber, EquipmentColumn.Capacity,
            EquipmentColumn.MedicalRegistration, EquipmentColumn.MadeOn, EquipmentColumn.BoughtOn, EquipmentColumn.InstalledOn,
            EquipmentColumn.TakenOutOn, EquipmentColumn.Location, EquipmentColumn.Funding,
        ],
        EquipmentRowKind.Sensor =>
        [
            EquipmentColumn.Sensor, EquipmentColumn.Facility, EquipmentColumn.StorageUnit, EquipmentColumn.PlacedAt, EquipmentColumn.Position,
            EquipmentColumn.Model, EquipmentColumn.SerialNumber, EquipmentColumn.Accuracy,
        ],
        EquipmentRowKind.Placement =>
        [
            EquipmentColumn.Sensor, EquipmentColumn.StorageUnit, EquipmentColumn.PlacedAt, EquipmentColumn.RemovedAt, EquipmentColumn.Position,
        ],
    };

    public static IReadOnlyList<EquipmentColumn> Required(EquipmentRowKind kind) => kind switch
    {
        EquipmentRowKind.Facility =>
            [EquipmentColumn.Facility, EquipmentColumn.NameZh, EquipmentColumn.NameEn, EquipmentColumn.FacilityKind],
        EquipmentRowKind.StorageUnit =>
            [EquipmentColumn.StorageUnit, EquipmentColumn.NameZh, EquipmentColumn.NameEn, EquipmentColumn.StorageUnitKind, EquipmentColumn.Profile],
        EquipmentRowKind.Sensor => [EquipmentColumn.Sensor],
        EquipmentRowKind.Placement => [EquipmentColumn.Sensor, EquipmentColumn.StorageUnit, EquipmentColumn.PlacedAt],
    };
}
