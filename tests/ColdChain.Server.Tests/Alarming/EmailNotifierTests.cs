using System.Net;
using System.Net.Sockets;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Notifiers.Email;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Alarming;

public sealed class EmailNotifierTests
{
    private readonly List<(string To, MailText Mail)> _received = [];

    [Fact]
    public async Task A_mail_arrives_whole_over_real_smtp()
    {
        await using SmtpSink sink = new(Take);

        DeliveryOutcome outcome = await Send(sink.Port, Messages.Warm() with { Address = "wangfang@example.cn" });

        Assert.IsType<DeliveryOutcome.Delivered>(outcome);
        (string to, MailText mail) = Assert.Single(_received);
        Assert.Equal("wangfang@example.cn", to);
        Assert.Equal(Messages.Warm().Subject, mail.Subject);
        Assert.Equal(Messages.Warm().Body + "\n" + Messages.Warm().Link, mail.Body.ReplaceLineEndings("\n"));
    }

    [Fact] // AL-13
    public async Task The_key_of_the_message_is_the_id_of_the_mail()
    {
        await using SmtpSink sink = new(Take);

        await Send(sink.Port, Messages.Mail());

        Assert.Equal("<alarm-12.step-0.contact-3@example.cn>", Assert.Single(_received).Mail["Message-ID"]);
    }

    [Theory] // AL-14
    [InlineData("RCPT", "550 no such user", DeliveryFailure.Client)]
    [InlineData("RCPT", "451 try later", DeliveryFailure.Server)]
    [InlineData("RECEIVED", "452 disk full", DeliveryFailure.Server)]
    [InlineData("MAIL", "530 log in first", DeliveryFailure.Auth)]
    [InlineData("DATA", "554 refused", DeliveryFailure.Client)]
    public async Task A_refusal_has_the_kind_that_its_code_says(string at, string reply, DeliveryFailure expected)
    {
        await using SmtpSink sink = new(Take, line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null);

        DeliveryOutcome.Failed failed = Assert.IsType<DeliveryOutcome.Failed>(await Send(sink.Port, Messages.Mail()));

        Assert.Equal(expected, failed.Kind);
        Assert.Contains(reply[..3], failed.Detail, StringComparison.Ordinal);
    }

    [Fact] // AL-14
    public async Task A_wrong_password_is_a_failure_of_the_log_in()
    {
        // The client tries on without a log-in; it is the server that insists on one.
        await using SmtpSink sink = new(Take, line => line.Split(' ', ':')[0] switch
        {
            "AUTH" => "535 wrong",
            "MAIL" => "530 log in first",
            _ => null,
        });
        SmtpOptions options = Options(sink.Port) with { UserName = "user", Password = "secret" };

        DeliveryOutcome.Failed failed = Assert.IsType<DeliveryOutcome.Failed>(await Send(options, Messages.Mail()));

        Assert.Equal(DeliveryFailure.Auth, failed.Kind);
        Assert.Empty(_received);
    }

    [Fact] // AL-14
    public async Task A_server_that_breaks_off_is_a_network_failure()
    {
        await using SmtpSink sink = new(Take, line =>
            line.StartsWith("RCPT", StringComparison.Ordinal) ? throw new IOException("power cut") : null);

        DeliveryOutcome.Failed failed = Assert.IsType<DeliveryOutcome.Failed>(await Send(sink.Port, Messages.Mail()));

        Assert.Equal(DeliveryFailure.Network, failed.Kind);
    }

    [Fact] // AL-14
    public async Task No_server_at_all_is_a_network_failure()
    {
        DeliveryOutcome.Failed failed =
            Assert.IsType<DeliveryOutcome.Failed>(await Send(FreePort.Next(), Messages.Mail()));

        Assert.Equal(DeliveryFailure.Network, failed.Kind);
    }

    [Fact] // AL-14
    public async Task A_server_that_never_answers_is_given_up_after_twenty_seconds()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        ManualClock clock = new();

        Task<DeliveryOutcome> sending = Contained(Options(((IPEndPoint)silent.LocalEndpoint).Port), clock)
            .SendAsync(Messages.Mail(), TestContext.Current.CancellationToken);
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(ContainedNotifier.Patience);

        Assert.Equal(DeliveryFailure.Network, Assert.IsType<DeliveryOutcome.Failed>(await sending).Kind);
    }

    [Fact] // AL-14
    public async Task Without_a_mail_server_a_contact_by_mail_is_a_failure_that_says_what_is_missing()
    {
        DeliveryOutcome.Failed failed =
            Assert.IsType<DeliveryOutcome.Failed>(await Send(new SmtpOptions(), Messages.Mail()));

        Assert.Contains("Smtp:Host", failed.Detail, StringComparison.Ordinal);
    }

    private void Take(string to, string raw) => _received.Add((to, MailText.Parse(raw)));

    private static SmtpOptions Options(int port) =>
        new() { Host = "127.0.0.1", Port = port, From = "coldchain@example.cn", StartTls = false };

    private static ContainedNotifier Contained(SmtpOptions options, TimeProvider clock) => new(
        new EmailNotifier(new NotifierAddresses(new AlarmingOptions { Smtp = options })),
        clock,
        NullLogger<ContainedNotifier>.Instance);

    private static Task<DeliveryOutcome> Send(int port, NotifierMessage message) => Send(Options(port), message);

    private static Task<DeliveryOutcome> Send(SmtpOptions options, NotifierMessage message) =>
        Contained(options, TimeProvider.System).SendAsync(message, TestContext.Current.CancellationToken);
}
