using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;

namespace ColdChain.Core.Tests.Lots;

public sealed class VaccineCatalogueTests
{
    [Theory]
    [InlineData("HEPB", "HEPB")]
    [InlineData("乙肝疫苗", "HEPB")]
    [InlineData("重组乙型肝炎疫苗（酿酒酵母）", "HEPB")]
    [InlineData("dtap", "DTAP")]
    [InlineData("吸附无细胞百白破联合疫苗", "DTAP")]
    public void A_vaccine_is_found_by_key_and_by_the_names_papers_print(string printed, string key) =>
        Assert.Equal(key, VaccineCatalogue.Find(printed).Key);

    // LT-17
    [Fact]
    public void An_unknown_product_is_kept_at_2_to_8_degrees_and_never_frozen()
    {
        Vaccine unknown = VaccineCatalogue.Find("某新疫苗");
        Assert.Equal(VaccineCatalogue.UnknownKey, unknown.Key);
        Assert.True(unknown.IsFreezeSensitive);
        Assert.True(unknown.Suits(StandardProfiles.CnImmFridge));
        Assert.False(unknown.Suits(StandardProfiles.CnImmFreezer));
    }

    [Fact]
    public void Oral_polio_suits_a_freezer_and_for_a_short_time_a_fridge_and_hepatitis_b_a_fridge_alone()
    {
        Assert.True(VaccineCatalogue.Find("BOPV").Suits(StandardProfiles.CnImmFreezer));
        Assert.True(VaccineCatalogue.Find("BOPV").Suits(StandardProfiles.CnImmFridge));
        Assert.False(VaccineCatalogue.Find("HEPB").Suits(StandardProfiles.CnImmFreezer));
    }

    [Fact]
    public void Every_entry_names_its_source_and_no_two_share_a_key()
    {
        Assert.All(VaccineCatalogue.All, vaccine => Assert.NotEmpty(vaccine.Source));
        Assert.Equal(VaccineCatalogue.All.Length, VaccineCatalogue.All.DistinctBy(vaccine => vaccine.Key).Count());
    }
}
