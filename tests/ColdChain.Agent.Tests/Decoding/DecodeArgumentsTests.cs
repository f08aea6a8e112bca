using ColdChain.Agent.Decoding;

namespace ColdChain.Agent.Tests.Decoding;

public sealed class DecodeArgumentsTests
{
    public static TheoryData<string, DecodeRequest> Uses => new()
    {
        { "--file a.txt", new DecodeRequest.OfFile("a.txt", null) },
        { "--file a.txt --time-zone Asia/Shanghai", new DecodeRequest.OfFile("a.txt", "Asia/Shanghai") },
        { "--profile tasmota --topic tele/x/SENSOR --payload p.json", new DecodeRequest.OfMessage("tasmota", "tele/x/SENSOR", "p.json") },
        { "--payload p.json --topic t --profile tasmota", new DecodeRequest.OfMessage("tasmota", "t", "p.json") },
        { "--profile renke-ws --request 0103 --response 0103", new DecodeRequest.OfExchange("renke-ws", "0103", "0103") },
        { "--profile tsm125 --line 121.1", new DecodeRequest.OfLine("tsm125", "121.1") },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void Each_use_is_told_by_its_options_in_any_order(string arguments, DecodeRequest expected) =>
        Assert.Equal(expected, DecodeArguments.Read(arguments.Split(' '), out _));

    [Theory]
    [InlineData("", "give --file")]
    [InlineData("--file", "'--file' has no value")]
    [InlineData("a.txt --file", "'a.txt' is no option")]
    [InlineData("--file a --file b", "'--file' is there twice")]
    [InlineData("--file a --line b", "give --file")]
    [InlineData("--file a --profile b", "give --file")]
    [InlineData("--profile b", "give --file")]
    [InlineData("--profile b --request 01", "give --file")]
    [InlineData("--profile b --line x --topic t", "give --file")]
    [InlineData("--time-zone UTC --profile b --line x", "give --file")]
    public void Anything_else_is_told_in_words(string arguments, string says)
    {
        Assert.Null(DecodeArguments.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), out string problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }
}
