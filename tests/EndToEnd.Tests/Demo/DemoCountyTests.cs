using ColdChain.Testing;

namespace EndToEnd.Tests.Demo;

/// <summary>The demo's files are samples that a user copies: the programs themselves must take them.</summary>
public sealed class DemoCountyTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_server_sets_up_the_demo_county_and_doing_it_again_changes_nothing()
    {
        using TemporaryDirectory directory = new();

        for (int run = 1; run <= 2; run++)
        {
            await using ProgramUnderTest server = ProgramUnderTest.Start(
                Programs.Server,
                ["set-up", "--data", directory.Path("data"), "--file", Repository.Path("demo", "county.json")],
                directory.FullPath);
            Assert.True(
                await server.WaitForExitAsync(Bound, TestContext.Current.CancellationToken) == 0, server.Tail(40));
            await server.WaitForLineAsync("6 facilities, 8 units", Bound, TestContext.Current.CancellationToken);
        }
    }
}
