using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Lots;

/// <summary>The vaccines that ship with the product, as dated data: defaults, which a package insert overrules.</summary>
/// <remarks>
/// Freeze behaviour of antigen classes after WHO/IVB/15.04 Table 2 (seen second-hand); details of Chinese products are
/// general knowledge and marked so. docs/rules/lots.md says which figure is how sure.
/// </remarks>
public static class VaccineCatalogue
{
    /// <summary>What <see cref="Find"/> answers for a product it does not know.</summary>
    public const string UnknownKey = "UNKNOWN";

    private const string AntigenClass = "WHO/IVB/15.04 Table 2 [B]";
    private const string ProductKnowledge = "general knowledge of Chinese products [K]";

    /// <summary>The day this list was written; a change of a schedule or an insert makes a new list.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 22);

    private static readonly KeepingRange Cool = new(Temperature.FromMilliCelsius(2_000), Temperature.FromMilliCelsius(8_000));
    private static readonly KeepingRange Frozen = new(null, Temperature.FromMilliCelsius(-20_000));

    /// <summary>LT-17. Conservative: 2 to 8 °C and never frozen, until somebody says what it is.</summary>
    public static readonly Vaccine Unknown =
        Entry(UnknownKey, ("未列入目录的疫苗", "Vaccine not in the catalogue"), true, "product rule [P]");

    public static readonly ImmutableArray<Vaccine> All =
    [
        Entry("BCG", ("卡介苗", "BCG"), false, AntigenClass),
        Entry("HEPB", ("乙肝疫苗", "Hepatitis B"), true, AntigenClass, "重组乙型肝炎疫苗", "乙型肝炎疫苗"),
        Entry("BOPV", ("脊灰减毒活疫苗", "Oral polio (bOPV)"), false, AntigenClass, "二价脊灰疫苗", "脊髓灰质炎减毒活疫苗")
            with { Ranges = [Frozen, Cool] },
        Entry("IPV", ("脊灰灭活疫苗", "Inactivated polio"), true, AntigenClass, "脊髓灰质炎灭活疫苗", "Sabin株脊髓灰质炎灭活疫苗", "sIPV"),
        Entry("DTAP", ("百白破疫苗", "DTaP"), true, AntigenClass, "百白破", "吸附无细胞百白破联合疫苗"),
        Entry("DT", ("白破疫苗", "DT"), true, AntigenClass, "白破", "吸附白喉破伤风联合疫苗"),
        Entry("MMR", ("麻腮风疫苗", "Measles, mumps, rubella"), false, AntigenClass, "麻腮风", "麻腮风联合减毒活疫苗"),
        Entry("JE-L", ("乙脑减毒活疫苗", "Japanese encephalitis, live"), false, ProductKnowledge, "乙型脑炎减毒活疫苗"),
        Entry("JE-I", ("乙脑灭活疫苗", "Japanese encephalitis, inactivated"), true, ProductKnowledge, "乙型脑炎灭活疫苗"),
        Entry("MENA", ("A群流脑多糖疫苗", "Meningococcal A polysaccharide"), false, AntigenClass, "A群脑膜炎球菌多糖疫苗"),
        Entry("MENAC", ("A群C群流脑多糖疫苗", "Meningococcal A+C polysaccharide"), false, AntigenClass, "A群C群脑膜炎球菌多糖疫苗"),
        Entry("HEPA-L", ("甲肝减毒活疫苗", "Hepatitis A, live"), false, ProductKnowledge, "甲型肝炎减毒活疫苗"),
        Entry("HEPA-I", ("甲肝灭活疫苗", "Hepatitis A, inactivated"), true, AntigenClass, "甲型肝炎灭活疫苗"),
        Entry("EHF", ("双价出血热灭活疫苗", "Haemorrhagic fever"), true, ProductKnowledge, "双价肾综合征出血热灭活疫苗"),
        Entry("ANTH", ("炭疽活疫苗", "Anthrax, live"), true, ProductKnowledge, "皮上划痕人用炭疽活疫苗"),
        Entry("LEPTO", ("钩体疫苗", "Leptospirosis"), true, ProductKnowledge, "钩端螺旋体疫苗"),
        Entry("HPV", ("HPV疫苗", "HPV"), true, AntigenClass, "人乳头瘤病毒疫苗", "双价人乳头瘤病毒疫苗"),
        Entry("COV-I", ("新冠灭活疫苗", "COVID-19, inactivated"), true, ProductKnowledge, "新型冠状病毒灭活疫苗"),
        Entry("RAB", ("狂犬病疫苗", "Rabies"), true, "liquid form taken; freeze-dried is not sensitive [B]", "人用狂犬病疫苗"),
        Entry("FLU", ("流感疫苗", "Influenza"), true, AntigenClass, "流感病毒裂解疫苗", "流感亚单位疫苗"),
        Entry("VAR", ("水痘减毒活疫苗", "Varicella"), false, ProductKnowledge, "水痘疫苗"),
        Entry("EV71", ("EV71疫苗", "Enterovirus 71"), true, ProductKnowledge, "肠道病毒71型灭活疫苗"),
        Entry("PCV13", ("13价肺炎结合疫苗", "Pneumococcal conjugate (13)"), true, AntigenClass, "13价肺炎球菌多糖结合疫苗"),
        Entry("TT", ("破伤风疫苗", "Tetanus"), true, AntigenClass, "吸附破伤风疫苗"),
        Entry("ROTA", ("轮状病毒疫苗", "Rotavirus"), true, "treated as sensitive [K]", "轮状", "口服轮状病毒活疫苗"),
    ];

    private static readonly Dictionary<string, Vaccine> ByName = All
        .SelectMany(vaccine => vaccine.AlsoCalled.Append(vaccine.Key).Append(vaccine.NameZh).Append(vaccine.NameEn)
            .Select(name => (Name: Spelling(name), Vaccine: vaccine)))
        .DistinctBy(entry => entry.Name)
        .ToDictionary(entry => entry.Name, entry => entry.Vaccine, StringComparer.Ordinal);

    /// <summary>The vaccine of this key or name, or <see cref="Unknown"/>. A note in brackets is no part of the name.</summary>
    public static Vaccine Find(string keyOrProduct)
    {
        ArgumentNullException.ThrowIfNull(keyOrProduct);
        string spelling = Spelling(keyOrProduct);
        int note = spelling.IndexOf('(', StringComparison.Ordinal);
        return ByName.GetValueOrDefault(spelling)
            ?? (note > 0 ? ByName.GetValueOrDefault(spelling[..note]) : null)
            ?? Unknown;
    }

    private static string Spelling(string name) => LotText.TryNormalise(name, out string normal)
        ? normal.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant()
        : string.Empty;

    private static Vaccine Entry(
        string key, (string Zh, string En) name, bool isFreezeSensitive, string source, params string[] alsoCalled) => new()
        {
            Key = key,
            NameZh = name.Zh,
            NameEn = name.En,
            IsFreezeSensitive = isFreezeSensitive,
            Ranges = [Cool],
            Source = source,
            AlsoCalled = [.. alsoCalled],
        };
}
