using ColdChain.Server.Persistence;
using ColdChain.Testing;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ColdChain.Server.Tests.Persistence;

public sealed class RecordsConfigurationTests
{
    private const string Local = "Host=127.0.0.1;Database=coldchain;Username=coldchain";

    [Fact]
    public void Nothing_configured_is_a_file_in_the_data_directory()
    {
        Assert.Equal(RecordsKind.Sqlite, Read([], out IReadOnlyList<string> mistakes).Kind);
        Assert.Empty(mistakes);
    }

    [Fact]
    public void The_sample_shows_every_setting_with_its_default()
    {
        IConfiguration sample = new ConfigurationBuilder().AddJsonFile(Repository.Path("src/ColdChain.Server/Persistence/sample.json")).Build();
        Assert.Equal(new RecordsOptions(), RecordsConfiguration.Read(sample, out IReadOnlyList<string> mistakes));
        Assert.Empty(mistakes);
        Assert.Equal(
            ["Connection", "Kind", "Password", "PasswordFile"],
            sample.GetSection("Records").GetChildren().Select(setting => setting.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "Records:Connection is empty")]
    [InlineData("Host=127.0.0.1;Colour=red", "Records:Connection cannot be read")]
    [InlineData("Host=127.0.0.1;Database=coldchain", "Records:Connection must name Host, Database and Username")]
    [InlineData(Local + ";Password=secret", "Records:Connection holds a password")]
    [InlineData("Host=db.example.cn;Database=coldchain;Username=coldchain", "Records:Connection goes to another machine")]
    [InlineData("Host=db.example.cn;Database=coldchain;Username=coldchain;SSL Mode=Require", "Records:Connection goes to another machine")]
    public void A_connection_that_cannot_be_or_is_not_safe_is_a_mistake(string connection, string expected)
    {
        Read(new() { ["Records:Kind"] = "postgresql", ["Records:Connection"] = connection }, out IReadOnlyList<string> mistakes);
        string mistake = Assert.Single(mistakes);
        Assert.StartsWith(expected, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Local)]
    [InlineData("Host=/run/postgresql;Database=coldchain;Username=coldchain")]
    [InlineData("Host=db.example.cn;Database=coldchain;Username=coldchain;SSL Mode=VerifyFull")]
    public void The_password_goes_into_the_connection_and_is_never_printed(string connection)
    {
        RecordsOptions options = Read(
            new() { ["Records:Kind"] = "postgresql", ["Records:Connection"] = connection, ["Records:Password"] = "secret" },
            out IReadOnlyList<string> mistakes);
        Assert.Empty(mistakes);
        Assert.Equal("secret", new NpgsqlConnectionStringBuilder(options.Connection).Password);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    private static RecordsOptions Read(Dictionary<string, string?> settings, out IReadOnlyList<string> mistakes) =>
        RecordsConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), out mistakes);
}
