using System.Net;
using System.Text;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.LocalInbox;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Notifiers.WeCom;
using ColdChain.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Server.Tests.Alarming;

public sealed class WeComNotifierTests : IDisposable
{
    private const string RobotKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    private readonly HttpClient _http = WeComNotifier.CreateClient();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_message_arrives_with_its_key_over_real_http()
    {
        List<InboxMessage> received = [];
        await using WeComSink sink = await WeComSink.StartAsync(
            received.Add, TimeProvider.System, TestContext.Current.CancellationToken);

        DeliveryOutcome outcome = await Send(sink.Address, Messages.Warm());

        Assert.IsType<DeliveryOutcome.Delivered>(outcome);
        InboxMessage message = Assert.Single(received);
        Assert.Equal(RobotKey, message.To);
        Assert.Equal("alarm-12/step-0/contact-3", message.Key);
        Assert.Equal(Messages.Warm().Body + "\n" + Messages.Warm().Link, message.Text);
    }

    [Fact]
    public async Task The_contacts_phone_is_called_out_to_in_the_group()
    {
        using Receiver receiver = new(HttpStatusCode.OK, """{"errcode":0,"errmsg":"ok"}""");

        await Send(receiver.Address, Messages.Warm());

        Assert.Contains("\"mentioned_mobile_list\":[\"13812345678\"]", receiver.LastBody, StringComparison.Ordinal);
        Assert.Equal($"/cgi-bin/webhook/send?key={RobotKey}", receiver.LastPath);
    }

    [Theory] // AL-14
    [InlineData(200, """{"errcode":45009,"errmsg":"api freq out of limit"}""", DeliveryFailure.RateLimited)]
    [InlineData(200, """{"errcode":93000,"errmsg":"invalid webhook url"}""", DeliveryFailure.Auth)]
    [InlineData(200, """{"errcode":-1,"errmsg":"system busy"}""", DeliveryFailure.Server)]
    [InlineData(200, """{"errcode":40058,"errmsg":"content size out of limit"}""", DeliveryFailure.Client)]
    [InlineData(200, "<html>a captive portal</html>", DeliveryFailure.Server)]
    [InlineData(200, "[]", DeliveryFailure.Server)]
    [InlineData(429, "", DeliveryFailure.RateLimited)]
    [InlineData(403, "", DeliveryFailure.Auth)]
    [InlineData(404, "", DeliveryFailure.Client)]
    [InlineData(302, "", DeliveryFailure.Client)]
    [InlineData(500, "", DeliveryFailure.Server)]
    [InlineData(503, """{"errcode":0}""", DeliveryFailure.Server)]
    public async Task Every_refusal_has_a_kind(int status, string body, DeliveryFailure expected)
    {
        using Receiver receiver = new((HttpStatusCode)status, body);

        DeliveryOutcome outcome = await Send(receiver.Address, Messages.Warm());

        Assert.Equal(expected, Assert.IsType<DeliveryOutcome.Failed>(outcome).Kind);
    }

    [Fact] // AL-14
    public async Task No_answer_is_a_network_failure()
    {
        DeliveryOutcome outcome = await Send(new Uri($"http://127.0.0.1:{FreePort.Next()}/"), Messages.Warm());

        Assert.Equal(DeliveryFailure.Network, Assert.IsType<DeliveryOutcome.Failed>(outcome).Kind);
    }

    [Fact] // AL-14
    public async Task A_robot_without_a_key_is_a_failure_that_names_it()
    {
        DeliveryOutcome outcome = await Send(new Uri("http://127.0.0.1:9/"), Messages.Warm() with { Address = "baishi" });

        Assert.Contains("'baishi'", Assert.IsType<DeliveryOutcome.Failed>(outcome).Detail, StringComparison.Ordinal);
    }

    [Fact] // AL-18
    public async Task A_failure_shows_and_logs_neither_the_key_of_the_robot_nor_the_link()
    {
        CollectingLog<ContainedNotifier> log = new();
        using Receiver receiver = new(HttpStatusCode.InternalServerError, string.Empty);

        DeliveryOutcome refused = await Send(receiver.Address, Messages.Warm(), log);
        DeliveryOutcome unreachable = await Send(new Uri($"http://127.0.0.1:{FreePort.Next()}/"), Messages.Warm(), log);

        Assert.NotEmpty(log.Lines);
        string said = string.Join('\n', log.Lines) + refused + unreachable;
        Assert.DoesNotContain(RobotKey, said, StringComparison.Ordinal);
        Assert.DoesNotContain("/a/", said, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", said, StringComparison.Ordinal);
    }

    [Theory] // AL-17
    [InlineData(12)]
    [InlineData(3_000)]
    [InlineData(3_001)]
    [InlineData(3_002)]
    public void A_long_text_is_cut_between_two_characters_and_keeps_its_link(int characters)
    {
        NotifierMessage message = Messages.Warm() with
        {
            Body = string.Concat(Enumerable.Repeat("苗💉a", characters))[..characters],
        };

        string text = WeComText.Of(message);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, WeComText.MostBytes);
        Assert.EndsWith("\n" + message.Link, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(characters > 1_000, text.Contains('…', StringComparison.Ordinal));
    }

    private async Task<DeliveryOutcome> Send(Uri service, NotifierMessage message, ILogger<ContainedNotifier>? log = null)
    {
        WeComOptions options = new()
        {
            BaseUrl = service,
            Robots = new Dictionary<string, string> { ["gaochuan"] = RobotKey },
        };
        WeComNotifier notifier = new(new NotifierAddresses(new AlarmingOptions { WeCom = options }), _http);
        ContainedNotifier contained = new(notifier, TimeProvider.System, log ?? NullLogger<ContainedNotifier>.Instance);
        return await contained.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
