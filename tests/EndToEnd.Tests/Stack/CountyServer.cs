using ColdChain.Testing;

namespace EndToEnd.Tests.Stack;

/// <summary>The server alone with the demo's county and no readings.</summary>
public sealed class CountyServer : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = FreePort.Next();
    private ProgramUnderTest? _server;

    private CountyServer()
    {
    }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string BaseUrl => Address.ToString().TrimEnd('/');

    public static async Task<CountyServer> StartAsync(CancellationToken cancellationToken)
    {
        CountyServer server = new();
        await using (ProgramUnderTest setUp = ProgramUnderTest.Start(
            Programs.Server,
            ["set-up", "--data", server._directory.Path("data"), "--file", Repository.Path("demo", "county.json")]))
        {
            Assert.True(await setUp.WaitForExitAsync(Bound, cancellationToken) == 0, setUp.Tail(40));
        }

        server._server = ProgramUnderTest.Start(
            Programs.Server, ["run", "--data", server._directory.Path("data"), "--urls", server.BaseUrl]);
        await server._server.WaitForLineAsync("Now listening", Bound, cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _directory.Dispose();
    }
}
