using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>What the agent keeps of the server's daily roots, so that the server cannot make its history anew.</summary>
public sealed class RootsFileTests : IDisposable
{
    private const string First = "1 2026-05-01 439832f8e3b34b9bffe9065772da29794ad213dac1d00220d202e911de695340 c5a9cf2421a0158b MEQCIA==";
    private const string Other = "1 2026-05-01 96a617e6f1184ca1d135312a8eca67b8c1d8f9ddbde357ca79ebd72974623546 c5a9cf2421a0158b MEQCIA==";
    private const string Second = "2 2026-05-02 aacdb624922f5e6c66c1cd1251679dd2c3b1cc6bc014dd3d237b5e8bb68aa97e c5a9cf2421a0158b MEQCIA==";

    private readonly TemporaryDirectory _folder = new();
    private readonly CollectingLog<RootsFileTests> _log = new();

    private string Path => _folder.Path(RootsFile.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact] // G8
    public async Task A_root_that_comes_with_an_answer_is_kept_once_also_after_a_restart()
    {
        ScriptedLine server = new();
        string? told = null;
        server.Answer = batch => new SendOutcome.Answered(((SendOutcome.Answered)ScriptedLine.AcceptAll(batch)).Reply with { Root = told });
        foreach (string? root in (string?[])[null, First, First, Second, null, First, Second])
        {
            told = root;
            await new RootKeepingLine(server, new RootsFile(_folder.FullPath, _log)).SendAsync(Empty, TestContext.Current.CancellationToken);
        }

        Assert.Equal([First, Second], await File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Empty(_log.Lines);
    }

    [Fact] // G8
    public void Another_root_under_a_known_number_is_kept_beside_the_first_and_said()
    {
        RootsFile roots = new(_folder.FullPath, _log);
        roots.Keep(First);
        roots.Keep(Other);
        roots.Keep(Other);

        Assert.Equal([First, Other], File.ReadAllLines(Path));
        Assert.Contains(_log.Lines, line => line.Contains("another daily root 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomato")]
    [InlineData("1 2026-05-01 439832f8e3b34b9bffe9065772da29794ad213dac1d00220d202e911de695340")]
    [InlineData("1 2026-05-01 439832f8 c5a9cf2421a0158b MEQCIA==")]
    public void What_is_no_signed_root_is_not_kept(string told)
    {
        new RootsFile(_folder.FullPath, _log).Keep(told);

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void A_server_that_tells_too_much_does_not_fill_the_disk()
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Repeat("# noise\n", RootsFile.MostBytes / 8)));
        RootsFile roots = new(_folder.FullPath, _log);
        roots.Keep(First);
        roots.Keep(Second);

        Assert.Equal(RootsFile.MostBytes, new FileInfo(Path).Length);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_a_warning_and_nothing_else()
    {
        RootsFile roots = new(_folder.Path("not-there"), _log);
        roots.Keep(First);

        Assert.Contains(_log.Lines, line => line.Contains("could not be kept", StringComparison.Ordinal));
    }

    private static ReadingBatch Empty { get; } = new()
    {
        Journal = "7f0c3a52b1d94e6f8a0b1c2d3e4f5061",
        Lane = ReadingBatch.LiveLane,
        AgentTime = 0,
        Series = [],
        Events = [],
    };
}
