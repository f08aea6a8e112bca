using ColdChain.Server.People;

namespace ColdChain.Server.Tests.People;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("nine-char", PasswordFault.TooShort)]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("li.na.2026", PasswordFault.IsUserName)]
    [InlineData("LI.NA12345!", PasswordFault.IsUserName)]
    [InlineData("password2026", PasswordFault.TooCommon)]
    [InlineData("Password123!", PasswordFault.TooCommon)]
    [InlineData("1qaz2wsx1234", PasswordFault.TooCommon)]
    [InlineData("5201314520", PasswordFault.TooCommon)]
    [InlineData("1234567890", PasswordFault.TooCommon)]
    [InlineData("9876543210", PasswordFault.TooCommon)]
    [InlineData("qwertyuiop", PasswordFault.TooCommon)]
    [InlineData("poiuytrewq", PasswordFault.TooCommon)]
    [InlineData("ababababababab", PasswordFault.TooCommon)]
    [InlineData("woaini1314520", PasswordFault.TooCommon)]
    [InlineData("coldchain-2026", PasswordFault.TooCommon)]
    public void What_is_short_expected_or_the_name_itself_is_refused(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.Judge("li.na", password));

    [Theory]
    [InlineData("green bicycle rain")]
    [InlineData("冰箱里有三支乙肝疫苗和雨")]
    [InlineData("gaochuan-demo-1")]
    [InlineData("ten-letter")]
    [InlineData("lina likes tea")]
    public void What_is_long_needs_no_capitals_digits_or_signs(string password) =>
        Assert.Null(PasswordRules.Judge("li.na", password));

    [Fact]
    public void What_would_take_long_to_hash_is_refused() =>
        Assert.Equal(PasswordFault.TooLong, PasswordRules.Judge("li.na", string.Concat(Enumerable.Repeat("abcdefgh1 ", 13))));

    [Fact]
    public void Each_refusal_has_words_in_both_languages() =>
        Assert.All(Enum.GetValues<PasswordFault>(), fault => Assert.NotEqual(PasswordWords.Of(fault).Chinese, PasswordWords.Of(fault).English));
}
