using ColdChain.Server.Integrity;

namespace ColdChain.Server.Tests.History;

public sealed class EmbeddedHistoryModelTests : HistoryModelTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task However_a_history_came_about_it_reads_as_plain_lists_do(int seed) => LiveAsync(seed);

    private protected override Task LastAsync(HistoryUnderTest history, long blocks)
    {
        Assert.True(blocks > 0, "nothing was bound: the run says nothing of blocks");
        using SealedHistory file = SealedHistory.Open(history.File.Path, out _)!;
        Assert.Null(new HistoryCheck(file, (int.MinValue, int.MaxValue), KeptRoots.None).Run().First?.English);
        return Task.CompletedTask;
    }

    private protected override Task WorkAsync(HistoryUnderTest history) => Task.CompletedTask;

    private protected override Task<HistoryUnderTest> OpenAsync(string directory, bool isNew) =>
        Task.FromResult(new HistoryUnderTest(directory));
}
