using ColdChain.Server.History;
using ColdChain.Server.History.Influx;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.Extensions.Configuration;

namespace ColdChain.Server.Tests.History;

public sealed class HistoryConfigurationTests
{
    [Fact]
    public void Nothing_configured_is_the_embedded_history_and_no_mistake()
    {
        HistoryOptions options = Read([], out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(HistoryOptions.Default, options);
        Assert.Equal(HistoryKind.Embedded, options.Kind);
    }

    [Fact]
    public void All_mistakes_are_listed_at_once_with_key_value_and_what_is_allowed()
    {
        Read(
            new()
            {
                ["History:Kind"] = "postgresql",
                ["History:Influx:Url"] = "127.0.0.1:8086",
                ["History:Influx:Database"] = "cold chain",
                ["History:Influx:User"] = "cold",
                ["History:Influx:TimeOut"] = "00:10:00",
                ["History:Influx:LinesPerWrite"] = "1",
                ["History:Influx:MostWaiting"] = "all",
                ["History:Influx:Pasword"] = "x",
            },
            out IReadOnlyList<string> mistakes);

        Assert.Equal(
            [
                "History:Influx:Database is 'cold chain'; allowed are letters, digits, '-', '_', '.' and '/'.",
                "History:Influx:LinesPerWrite is '1'; allowed is a whole number from 100 to 50000.",
                "History:Influx:MostWaiting is 'all'; allowed is a whole number from 1000 to 2147483647.",
                "History:Influx:Pasword is no setting of this program; see the sample.",
                "History:Influx:TimeOut is '00:10:00'; allowed is a duration from 00:00:01 to 00:05:00.",
                "History:Influx:Url is '127.0.0.1:8086'; allowed is an http or https address.",
                "History:Influx:User and Influx:Password (or Influx:PasswordFile) go together: give both or none.",
                "History:Kind is 'postgresql'; allowed is embedded or influxdb.",
            ],
            mistakes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://db.example.cn:8086", 1)]
    [InlineData("https://db.example.cn:8086", 0)]
    [InlineData("http://127.0.0.1:8086", 0)]
    [InlineData("http://localhost:8086", 0)]
    public void A_password_does_not_travel_in_the_clear(string url, int expected)
    {
        Read(
            new() { ["History:Influx:Url"] = url, ["History:Influx:User"] = "cold", ["History:Influx:Password"] = "secret" },
            out IReadOnlyList<string> mistakes);

        Assert.Equal(expected, mistakes.Count);
        Assert.All(mistakes, mistake => Assert.Contains("in the clear", mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_may_be_the_first_line_of_a_file_of_its_own()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("password");
        File.WriteAllText(file, "secret\n");

        HistoryOptions options = Read(
            new() { ["History:Influx:User"] = "cold", ["History:Influx:PasswordFile"] = file }, out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        Assert.Equal("secret", options.Influx.Password);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "whose first line is empty")]
    [InlineData(null, null, "which is no file")]
    [InlineData("secret", "other", "give one of the two")]
    public void A_password_file_that_is_none_is_a_mistake(string? text, string? password, string mistake)
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("password");
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        Read(
            new() { ["History:Influx:PasswordFile"] = file, ["History:Influx:Password"] = password }, out IReadOnlyList<string> mistakes);

        Assert.Contains(mistakes, said => said.Contains(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_shows_every_setting_with_its_default()
    {
        string sample = Repository.Path("src/ColdChain.Server/History/sample.json");

        HistoryOptions shown = HistoryConfiguration.Read(
            new ConfigurationBuilder().AddJsonFile(sample).Build(), out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(HistoryOptions.Default, shown);
        string text = File.ReadAllText(sample);
        Assert.All(
            typeof(InfluxOptions).GetProperties().Select(setting => setting.Name).Append("Kind"),
            setting => Assert.Contains($"\"{setting}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_program_does_not_start_with_a_mistake()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("server.json");
        await File.WriteAllTextAsync(file, """{ "History": { "Kind": "influx" } }""", TestContext.Current.CancellationToken);
        using StringWriter output = new();
        using StringWriter errors = new();

        int exit = await Verbs.RunAsync(
            ["run", "--data", directory.Path("data"), "--config", file], TimeProvider.System, output, errors);

        Assert.Equal(Verbs.ExitMistakes, exit);
        Assert.Contains("History:Kind is 'influx'; allowed is embedded or influxdb.", errors.ToString(), StringComparison.Ordinal);
    }

    private static HistoryOptions Read(Dictionary<string, string?> settings, out IReadOnlyList<string> mistakes) =>
        HistoryConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), out mistakes);
}
