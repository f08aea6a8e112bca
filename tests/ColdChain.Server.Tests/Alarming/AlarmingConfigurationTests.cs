using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Testing;
using Microsoft.Extensions.Configuration;

namespace ColdChain.Server.Tests.Alarming;

public sealed class AlarmingConfigurationTests
{
    [Fact]
    public void Nothing_configured_is_the_default_and_no_mistake()
    {
        AlarmingOptions options = Read([], out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(EscalationTimes.Default, options.Times);
        Assert.False(options.LocalInbox);
    }

    [Fact]
    public void All_mistakes_are_listed_at_once_with_key_value_and_what_is_allowed()
    {
        Read(
            new()
            {
                ["Alarming:StepAfter"] = "02:00:00",
                ["Alarming:DigestAt"] = "noon",
                ["Alarming:Smtp:Port"] = "99999",
                ["Alarming:Smtp:From"] = "nobody",
                ["Alarming:Smtp:UserName"] = "user",
                ["Alarming:PauseFor"] = "00:31:00",
                ["Alarming:StepsAfter"] = "00:10:00",
                ["Alarming:WeCom:BaseUrl"] = "qyapi.weixin.qq.com",
            },
            out IReadOnlyList<string> mistakes);

        Assert.Equal(
            [
                "Alarming:WeCom:BaseUrl is 'qyapi.weixin.qq.com'; allowed is an http or https address.",
                "Alarming:DigestAt is 'noon'; allowed is a time of day from 05:00 to 11:00.",
                "Alarming:PauseFor is '00:31:00'; allowed is a duration from 00:01:00 to 00:30:00.",
                "Alarming:Smtp:From is 'nobody'; allowed is a mail address such as coldchain@example.cn.",
                "Alarming:Smtp:Port is '99999'; allowed is a whole number from 1 to 65535.",
                "Alarming:Smtp:UserName and Smtp:Password go together: give both or none.",
                "Alarming:StepAfter is '02:00:00'; allowed is a duration from 00:01:00 to 00:30:00.",
                "Alarming:StepsAfter is no setting of this program; see the sample.",
            ],
            mistakes.Order(StringComparer.Ordinal).OrderBy(mistake => mistake.Contains("WeCom", StringComparison.Ordinal) ? 0 : 1));
    }

    [Fact]
    public void A_password_does_not_travel_in_the_clear()
    {
        Read(
            new()
            {
                ["Alarming:Smtp:UserName"] = "user",
                ["Alarming:Smtp:Password"] = "secret",
                ["Alarming:Smtp:StartTls"] = "false",
            },
            out IReadOnlyList<string> mistakes);

        Assert.Contains("Smtp:StartTls", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_shows_every_setting_with_its_default()
    {
        string sample = Repository.Path("src/ColdChain.Server/Alarming/sample.json");

        AlarmingOptions shown = AlarmingConfiguration.Read(
            new ConfigurationBuilder().AddJsonFile(sample).Build(), out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        AlarmingOptions defaults = Read([], out _);
        Assert.Equal(defaults with { WeCom = shown.WeCom }, shown);
        Assert.Equal(defaults.WeCom.BaseUrl, shown.WeCom.BaseUrl);
        string text = File.ReadAllText(sample);
        Assert.All(
            typeof(AlarmingOptions).GetProperties().Concat(typeof(EscalationTimes).GetProperties())
                .Where(setting => setting.Name is not ("Times" or "Allowance")),
            setting => Assert.Contains($"\"{setting.Name}\"", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Email")]
    [InlineData("WeCom")]
    public void The_sample_of_a_notifier_is_a_valid_configuration(string notifier)
    {
        string sample = Repository.Path($"src/ColdChain.Server/Alarming/Notifiers/{notifier}/sample.json");

        AlarmingConfiguration.Read(
            new ConfigurationBuilder().AddJsonFile(sample).Build(), out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
    }

    [Theory] // AL-18
    [InlineData("13812345678", "138****5678")]
    [InlineData("wangfang@example.cn", "w****@example.cn")]
    [InlineData("gaochuan", "gaochuan")]
    public void Phones_and_addresses_are_masked(string address, string shown) =>
        Assert.Equal(shown, MaskedAddress.Of(address));

    private static AlarmingOptions Read(Dictionary<string, string?> settings, out IReadOnlyList<string> mistakes) =>
        AlarmingConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), out mistakes);
}
