using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ColdChain.Server.Tests.Running;

/// <summary>The server speaks TLS by configuration, without a proxy in front.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _county = new("County CA");
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _county.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Over_tls_a_page_is_given_and_browsers_are_told_to_stay_with_tls()
    {
        await using WebApplication app = await StartAsync();
        using HttpClient browser = Browser(_ => { });
        using HttpResponseMessage page = await browser.GetAsync(new Uri(AddressOf(app), "/log-in"), Token);
        Assert.True(page.IsSuccessStatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart()
    {
        await using WebApplication app = await StartAsync();
        string first = await ShownAsync(app);

        _county.Server();
        Assert.NotEqual(first, await ShownAsync(app));

        string renewed = await ShownAsync(app);
        await File.WriteAllTextAsync(_county.Server().Certificate, "half a file", Token);
        Assert.Equal(renewed, await ShownAsync(app));
    }

    [Theory]
    [InlineData(null, null, "give its certificate with Server:Certificate and Server:CertificateKey")]
    [InlineData("missing.pem", "missing.key", "cannot be used")]
    public void An_https_address_without_a_fit_certificate_is_a_mistake(string? certificate, string? key, string mistake)
    {
        ServerOptions options = new() { Urls = "https://0.0.0.0:8443", Certificate = certificate, CertificateKey = key };
        Assert.Contains(mistake, Assert.Single(options.Mistakes()), StringComparison.Ordinal);
    }

    private static Uri AddressOf(WebApplication app) => new(app.Urls.First());

    private async Task<WebApplication> StartAsync()
    {
        (string certificate, string key) = _county.Server();
        ServerOptions options = new()
        {
            DataDirectory = _directory.FullPath,
            Urls = "https://127.0.0.1:0",
            Certificate = certificate,
            CertificateKey = key,
        };
        Assert.Empty(options.Mistakes());
        await TestedRecords.MakeAsync(_directory.FullPath);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [.. TestedRecords.Settings(_directory.FullPath), KeyValuePair.Create("Alarming:RunsJobs", (string?)"false")]).Build();
        WebApplication app = ServerApplication.Create(options, configuration, new ManualClock(ServerUnderTest.Start.ToDateTimeOffset()));
        await app.Services.MigrateRecordsAsync(Token);
        await app.StartAsync(Token);
        return app;
    }

    /// <summary>The thumbprint of what a new connection is shown.</summary>
    private async Task<string> ShownAsync(WebApplication app)
    {
        string shown = string.Empty;
        using HttpClient browser = Browser(certificate => shown = certificate.Thumbprint);
        using HttpResponseMessage page = await browser.GetAsync(new Uri(AddressOf(app), "/log-in"), Token);
        return shown;
    }

    private HttpClient Browser(Action<X509Certificate2> seen) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                seen((X509Certificate2)certificate!);
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(_county.Authority);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build((X509Certificate2)certificate!);
            },
        },
    });
}
