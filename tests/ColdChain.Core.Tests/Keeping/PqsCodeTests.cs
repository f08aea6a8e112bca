using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Keeping;

public sealed class PqsCodeTests
{
    [Theory]
    [InlineData("E003/007", "E003/007")]
    [InlineData(" e006/0020 ", "E006/0020")]
    public void A_category_and_a_number_are_a_code(string typed, string code)
    {
        Assert.True(PqsCode.TryParse(typed, out PqsCode read));
        Assert.Equal(code, read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("E003")]
    [InlineData("E003-007")]
    [InlineData("F003/007")]
    [InlineData("E03/0007")]
    [InlineData("E003/00007")]
    [InlineData("E003/00x")]
    public void Anything_else_is_none(string? typed) => Assert.False(PqsCode.TryParse(typed, out _));
}
