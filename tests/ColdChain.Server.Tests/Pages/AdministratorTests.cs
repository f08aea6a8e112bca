namespace ColdChain.Server.Tests.Pages;

/// <summary>Tests of pages in which the administrator of the county works: each has a server of its own, and that browser.</summary>
public abstract class AdministratorTests : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ServerUnderTest Server { get; private set; } = null!;

    protected HttpClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await ServerUnderTest.StartAsync();
        Admin = await Server.LogInAsync("admin");
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
