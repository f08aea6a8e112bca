namespace ColdChain.Server.Tests.History;

public sealed class EmbeddedReadingHistoryTests : ReadingHistoryTests
{
    private protected override Task<HistoryUnderTest> OpenAsync(string directory) => Task.FromResult(new HistoryUnderTest(directory));
}
