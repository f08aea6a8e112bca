namespace FirmwareSim.Paperwork;

/// <summary>A vaccine as the county orders it. The manufacturers are invented and say so in their names.</summary>
/// <param name="Name">疫苗名称 as the paper prints it.</param>
/// <param name="Manufacturer">生产企业.</param>
/// <param name="Specification">规格.</param>
/// <param name="DosesAMonth">What a township of usual size gives in a month.</param>
/// <param name="IsFrozen">Kept in the county's freezer; the townships keep it in the fridge for a short time.</param>
internal sealed record PaperProduct(
    string Name, string Manufacturer, string Specification, int DosesAMonth, bool IsFrozen)
{
    public const string Hepatitis = "重组乙型肝炎疫苗（酿酒酵母）";
    public const string Influenza = "流感病毒裂解疫苗";
    public const string Diphtheria = "吸附无细胞百白破联合疫苗";
    public const string Polio = "脊髓灰质炎减毒活疫苗";
    public const string InactivatedPolio = "脊髓灰质炎灭活疫苗";
    public const string Papilloma = "双价人乳头瘤病毒疫苗";

    private const string First = "青岚生物制品厂（虚构示例）";
    private const string Second = "明川疫苗厂（虚构示例）";
    private const string Third = "北岭生物（虚构示例）";

    public static readonly IReadOnlyList<PaperProduct> All =
    [
        new("卡介苗", First, "0.5mg/瓶 5人份", 20, IsFrozen: false),
        new(Hepatitis, First, "0.5mL/支", 45, IsFrozen: false),
        new(Polio, Second, "1mL/支 10人份", 50, IsFrozen: true),
        new(InactivatedPolio, Second, "0.5mL/支", 40, IsFrozen: false),
        new(Diphtheria, First, "0.5mL/支", 55, IsFrozen: false),
        new("麻腮风联合减毒活疫苗", Third, "0.5mL/瓶", 40, IsFrozen: false),
        new("乙型脑炎减毒活疫苗", Third, "0.5mL/瓶", 35, IsFrozen: false),
        new("A群C群脑膜炎球菌多糖疫苗", Third, "0.5mL/瓶", 30, IsFrozen: false),
        new("甲型肝炎减毒活疫苗", Second, "0.5mL/瓶", 25, IsFrozen: false),
        new(Papilloma, Second, "0.5mL/支", 15, IsFrozen: false),
        new(Influenza, Third, "0.5mL/支", 20, IsFrozen: false),
    ];
}
