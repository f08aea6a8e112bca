using ColdChain.Core.Lots;

namespace ColdChain.Core.Tests.Lots;

public sealed class LotKeyTests
{
    // LT-01
    [Fact]
    public void Two_manufacturers_may_print_the_same_number_and_have_two_lots() =>
        Assert.NotEqual(LotKey.Create("甲", "乙肝疫苗", "202206B014"), LotKey.Create("乙", "乙肝疫苗", "202206B014"));

    // LT-01
    [Fact]
    public void Full_width_letters_and_blanks_are_one_spelling() =>
        Assert.Equal(LotKey.Create("甲 生物", "乙肝疫苗", "202206B014"), LotKey.Create(" 甲　生物 ", "乙肝疫苗", "２０２２０６Ｂ０１４"));

    [Theory]
    [InlineData(null, "p", "n")]
    [InlineData("m", "", "n")]
    [InlineData("m", "p", " \t ")]
    [InlineData("m", "p", "a\u0000b")]
    [InlineData("m", "p", "\ufffd")]
    [InlineData("m", "p", "a\ufffe")]
    public void A_part_that_is_missing_or_unreadable_names_no_lot(string? manufacturer, string? product, string? number)
    {
        Assert.False(LotKey.TryCreate(manufacturer, product, number, out LotKey? key));
        Assert.Null(key);
    }

    [Fact]
    public void Half_a_surrogate_pair_names_no_lot() => Assert.False(LotKey.TryCreate("m", "p", "a" + (char)0xd800, out _));

    [Fact]
    public void A_part_of_121_characters_is_refused() => Assert.False(LotKey.TryCreate("m", "p", new string('9', 121), out _));
}
