using ColdChain.Core.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Identity;

public sealed class SocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91350100M000100Y43")] // GB 32100-2015's own example
    [InlineData("91350100m000100y43")]
    [InlineData(" 9135 0100 M000 100Y 43 ")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    public void The_example_of_the_standard_is_read_however_it_is_typed(string typed)
    {
        Assert.True(SocialCreditCode.TryParse(typed, out SocialCreditCode code));
        Assert.Equal("91350100M000100Y43", code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    [InlineData("91350100M000100Y44")]
    [InlineData("91350100I000100Y43")]
    [InlineData("9135010AM000100Y43")]
    public void What_is_not_one_is_refused(string? typed)
    {
        Assert.False(SocialCreditCode.TryParse(typed, out SocialCreditCode code));
        Assert.Equal(string.Empty, code.ToString());
    }

    [Fact]
    public void With_its_check_character_every_body_is_read_back() => Prop.ForAll(Bodies(), body =>
    {
        string code = body + SocialCreditCode.CheckCharacter(body);
        Assert.True(SocialCreditCode.TryParse(code, out SocialCreditCode read));
        Assert.Equal(code, read.ToString());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_wrong_character_never_passes() => Prop.ForAll(Bodies(), body =>
    {
        string code = body + SocialCreditCode.CheckCharacter(body);
        for (int place = 0; place < code.Length; place++)
        {
            foreach (char other in Alphabet.Where(letter => letter != code[place]))
            {
                Assert.False(SocialCreditCode.TryParse(code[..place] + other + code[(place + 1)..], out _));
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_neighbours_swapped_never_pass() => Prop.ForAll(Bodies(), body =>
    {
        string code = body + SocialCreditCode.CheckCharacter(body);
        for (int place = 0; place + 1 < code.Length; place++)
        {
            string swapped = code[..place] + code[place + 1] + code[place] + code[(place + 2)..];
            Assert.Equal(swapped == code, SocialCreditCode.TryParse(swapped, out _));
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Seventeen characters, the division in digits.</summary>
    private static Arbitrary<string> Bodies() => (
        from head in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(2)
        from division in Gen.Elements("0123456789".ToCharArray()).ArrayOf(6)
        from rest in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(9)
        select new string([.. head, .. division, .. rest])).ToArbitrary();
}
