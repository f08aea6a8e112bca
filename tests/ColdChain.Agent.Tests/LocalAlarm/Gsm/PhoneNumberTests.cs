using ColdChain.Agent.LocalAlarm.Outputs.Gsm;

namespace ColdChain.Agent.Tests.LocalAlarm.Gsm;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+86 139-0000 1111", "+8613900001111")]
    [InlineData("13900001111", "13900001111")]
    [InlineData("(0571) 123456", "0571123456")]
    [InlineData("120", "120")]
    public void A_number_is_dialled_without_its_ornaments(string text, string dialled)
    {
        Assert.True(PhoneNumber.TryParse(text, out PhoneNumber? number));
        Assert.Equal(dialled, number.Dialled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("call me")]
    [InlineData("1234567890123456")]
    [InlineData("13900001111;ATD120")]
    [InlineData("１３９００００１１１１")]
    public void What_is_none_is_refused(string text) => Assert.False(PhoneNumber.TryParse(text, out _));

    [Theory]
    [InlineData("+8613900001111", "13900001111", true)]
    [InlineData("13900001111", "+8613900001111", true)]
    [InlineData("+4917012345678", "017012345678", true)]
    [InlineData("+8613900001111", "+8613900001112", false)]
    [InlineData("+8613900001111", "001111", false)]
    [InlineData("+8613900001111", "13700001111", false)]
    public void One_phone_is_known_with_and_without_its_country(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Parse(one).IsSame(Parse(other)));

    [Theory]
    [InlineData("+8613900001111")]
    [InlineData("13900001111")]
    [InlineData("12345")]
    public void It_never_prints_whole(string text) =>
        Assert.DoesNotContain(Parse(text).Digits, $"{Parse(text)}", StringComparison.Ordinal);

    private static PhoneNumber Parse(string text) =>
        PhoneNumber.TryParse(text, out PhoneNumber? number) ? number : throw new ArgumentException(text);
}
