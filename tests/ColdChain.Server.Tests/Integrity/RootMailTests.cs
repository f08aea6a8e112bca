using ColdChain.Core.Alarms;
using ColdChain.Core.Integrity;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>The daily root goes by mail to whom the county names.</summary>
public sealed class RootMailTests
{
    private static readonly string[] Addresses = ["archive@example.cn", "inspector@province.example.cn"];

    [Fact] // G8
    public async Task Every_address_gets_the_newest_root_once_also_after_a_restart()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        MailServer server = new();

        Assert.Equal(2, await Mailer(story, server).SendDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await Mailer(story, server).SendDueAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Addresses, server.Taken.Select(mail => mail.Address));
        string[] lines = server.Taken[0].Body.Split('\n');
        Assert.Contains(lines, line => RootLine.TryParse(line, out RootLine? root) && root.Hash == story.Roots[^1].Hash && root.KeyId is not null);
    }

    [Fact]
    public async Task A_mail_that_was_not_taken_is_sent_again_and_the_others_go_out()
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        MailServer server = new() { Refuses = Addresses[0] };
        RootMailer mailer = Mailer(story, server);

        Assert.Equal(1, await mailer.SendDueAsync(TestContext.Current.CancellationToken));
        server.Refuses = null;

        Assert.Equal(1, await mailer.SendDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal([Addresses[1], Addresses[0]], server.Taken.Select(mail => mail.Address));
        Assert.Single(server.Taken.Select(mail => mail.Key).Distinct());
    }

    [Theory]
    [InlineData("archive", "which is no mail address")]
    [InlineData("a@b.cn b@c.cn", "which is no mail address")]
    [InlineData("Zhang <a@b.cn>", "which is no mail address")]
    public void An_address_that_is_none_is_a_mistake(string addresses, string said)
    {
        Read(new Dictionary<string, string?> { ["Integrity:MailRootsTo"] = addresses }, out IReadOnlyList<string> mistakes);

        Assert.Contains(said, Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_and_too_many_addresses_are_mistakes()
    {
        string many = string.Join(',', Enumerable.Range(0, IntegrityConfiguration.MostAddresses + 1).Select(one => $"a{one}@example.cn"));
        Read(new() { ["Integrity:MailRootsTo"] = many, ["Integrity:Colour"] = "red" }, out IReadOnlyList<string> mistakes);

        Assert.Equal(2, mistakes.Count);
    }

    [Fact]
    public void The_sample_shows_every_setting_with_its_default()
    {
        IntegrityOptions shown = IntegrityConfiguration.Read(
            new ConfigurationBuilder().AddJsonFile(Repository.Path("src/ColdChain.Server/Integrity/sample.json")).Build(),
            out IReadOnlyList<string> mistakes);

        Assert.Empty(mistakes);
        Assert.Empty(shown.MailRootsTo);
        Assert.Equal(["MailRootsTo"], typeof(IntegrityOptions).GetProperties().Select(setting => setting.Name));
    }

    private static IntegrityOptions Read(Dictionary<string, string?> settings, out IReadOnlyList<string> mistakes) =>
        IntegrityConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), out mistakes);

    private static RootMailer Mailer(SealedStory story, MailServer server) => new(
        Read(new() { ["Integrity:MailRootsTo"] = string.Join(", ", Addresses) }, out _),
        new NewestRoot(new HistoryFile(story.Path(HistoryFile.FileName), DayCalendar.China), TimeProvider.System),
        [server],
        new MailedRoots(story.Path(MailedRoots.FileName)),
        NullLogger<RootMailer>.Instance);

    private sealed class MailServer : INotifier
    {
        public ContactWay Way => ContactWay.Email;

        public string? Refuses { get; set; }

        public List<NotifierMessage> Taken { get; } = [];

        public Task<DeliveryOutcome> SendAsync(NotifierMessage message, CancellationToken cancellationToken)
        {
            if (message.Address == Refuses)
            {
                return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(DeliveryFailure.Server, "the mail server answered 450"));
            }

            Taken.Add(message);
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        }
    }
}
