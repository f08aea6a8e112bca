using System.Globalization;
using System.Net;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Forwarding;

public sealed class HttpServerLineTests
{
    private const string Key = "secret-key-of-gaochuan";

    [Fact]
    public async Task A_batch_travels_as_the_wire_contract_says()
    {
        using FakeServer server = new(FakeServer.Status(200, """{"accepted":[[1,2]],"rejected":[{"sequence":3,"reason":"x"}],"serverTime":5}"""));
        SendOutcome outcome = await SendAsync(server.Url);
        BatchReply reply = Assert.IsType<SendOutcome.Answered>(outcome).Reply;
        Assert.Equal([1, 2], reply.Accepted[0]);
        (string path, string authorization, string encoding, ReadingBatch batch) = Assert.Single(server.Requests);
        Assert.Equal(("/base/api/v1/agents/gaochuan-gateway/batches", $"Bearer {Key}", "gzip"), (path, authorization, encoding));
        Assert.Equal(new WireReading(1, Some.Reading(4370).MeasuredAt.UnixMilliseconds, 4370, 0), batch.Series[0].Readings[0]);
        Assert.Equal(WireEventKinds.PowerLost, batch.Events[0].Kind);
    }

    /// <summary>The server lets live readings in before backlog, and has to know before it has read the body.</summary>
    [Theory]
    [InlineData(ReadingBatch.LiveLane)]
    [InlineData(ReadingBatch.BacklogLane)]
    public async Task The_lane_of_a_batch_stands_in_the_head_of_its_request(string lane)
    {
        using FakeServer server = new(FakeServer.Status(200, """{"accepted":[[1,2]],"rejected":[],"serverTime":5}"""));
        using HttpServerLine line = new(Options(server.Url, TimeSpan.FromSeconds(20)), new ManualClock());
        Assert.IsType<SendOutcome.Answered>(await line.SendAsync(SomeBatch() with { Lane = lane }, TestContext.Current.CancellationToken));
        Assert.Equal([lane], server.Lanes);
    }

    [Theory]
    [InlineData(401, "server.key")]
    [InlineData(403, "server.key")]
    [InlineData(404, "server.url")]
    public async Task A_refusal_names_the_line_of_the_configuration_and_never_the_key(int code, string says)
    {
        using FakeServer server = new(FakeServer.Status(code));
        SendOutcome.TryAgain again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
        Assert.True(again.NeedsSomebody);
        Assert.Contains(says, again.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, again.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_since_it_would_carry_the_key_away(int code)
    {
        using FakeServer thief = new(FakeServer.Status(200, """{"accepted":[[1,9]],"rejected":[],"serverTime":5}"""));
        using FakeServer server = new(FakeServer.Status(code, "", ("Location", thief.Url.AbsoluteUri)));
        SendOutcome.TryAgain again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
        Assert.Contains("server.url", again.Reason, StringComparison.Ordinal);
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task Too_large_is_told_apart()
    {
        using FakeServer server = new(FakeServer.Status(413));
        Assert.IsType<SendOutcome.TooLarge>(await SendAsync(server.Url));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task Not_understood_comes_with_the_servers_words(int code)
    {
        using FakeServer server = new(FakeServer.Status(code, "lane is strange"));
        Assert.Contains(
            "lane is strange", Assert.IsType<SendOutcome.NotUnderstood>(await SendAsync(server.Url)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(502)]
    public async Task What_it_says_becomes_one_line_whatever_is_in_it(int code)
    {
        using FakeServer server = new(FakeServer.Status(code, "<html>\r\nWATCHDOG=trigger\n\u0085\u001b[2J</html>\n"));
        SendOutcome outcome = await SendAsync(server.Url);
        string reason = outcome is SendOutcome.TryAgain again ? again.Reason : Assert.IsType<SendOutcome.NotUnderstood>(outcome).Reason;
        Assert.EndsWith("<html>  WATCHDOG=trigger   [2J</html>", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "120", 120)]
    [InlineData(503, "Fri, 01 May 2026 00:00:30 GMT", 30)]
    [InlineData(503, "999999", 3600)]
    [InlineData(503, "Thu, 30 Apr 2026 00:00:00 GMT", 0)]
    [InlineData(500, null, 0)]
    public async Task The_server_may_say_how_long_to_wait(int code, string? header, int seconds)
    {
        using FakeServer server = new(FakeServer.Status(
            code, "busy", header is null ? [] : [("Retry-After", header)]));
        SendOutcome.TryAgain again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
        Assert.Equal(TimeSpan.FromSeconds(seconds), again.AtLeast);
        Assert.False(again.NeedsSomebody);
    }

    [Theory]
    [InlineData("<html>Please log in</html>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"accepted":null,"rejected":[],"serverTime":1}""")]
    [InlineData("")]
    public async Task An_answer_that_is_not_a_servers_counts_as_none(string body)
    {
        using FakeServer server = new(FakeServer.Status(200, body));
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
    }

    [Theory] // .NET knows no GB2312 by itself, which is what proxies of old write their pages in.
    [InlineData("text/html; charset=gb2312")]
    [InlineData("text/html; charset=GBK")]
    [InlineData("application/json; charset=no-such")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("text/html; charset=utf-7")]
    [InlineData("no media type")]
    public async Task A_page_of_a_proxy_in_a_script_that_is_not_known_is_a_reason_like_another(string type)
    {
        foreach (int code in (int[])[200, 400, 407, 422, 500, 502, 503])
        {
            using FakeServer server = new(response =>
            {
                response.StatusCode = code;
                response.Headers["Content-Type"] = type;
                response.OutputStream.Write([0x3C, 0xB4, 0xFA, 0xC0, 0xED, 0x3E]);
                response.Close();
            });
            SendOutcome outcome = await SendAsync(server.Url);
            Assert.True(code is 400 or 422 ? outcome is SendOutcome.NotUnderstood : outcome is SendOutcome.TryAgain, $"{code}: {outcome}");
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task An_answer_that_is_not_packed_as_it_says_counts_as_none(string encoding)
    {
        foreach (int code in (int[])[200, 400, 502])
        {
            using FakeServer server = new(FakeServer.Status(code, "<html>not packed at all</html>", ("Content-Encoding", encoding)));
            Assert.IsNotType<SendOutcome.Answered>(await SendAsync(server.Url));
        }
    }

    [Theory]
    [InlineData("""{"accepted":[[1,2]],"rejected":[null],"serverTime":5}""")]
    [InlineData("""{"accepted":[null,[1,2]],"rejected":[],"serverTime":5}""")]
    [InlineData("""{"accepted":[[1,2]],"rejected":[],"serverTime":9223372036854775807}""")]
    [InlineData("""{"accepted":[[1,2]],"rejected":[],"serverTime":-9223372036854775808}""")]
    [InlineData("""{"accepted":[[1,2]],"rejected":[],"serverTime":253402300800000}""")]
    public async Task An_answer_that_no_server_of_ours_gives_counts_as_none(string body)
    {
        using FakeServer server = new(FakeServer.Status(200, body));
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_waited_for_without_end()
    {
        using FakeServer server = new(_ => { });
        SendOutcome outcome = await SendAsync(server.Url, TimeSpan.FromMilliseconds(300));
        Assert.Contains("no answer", Assert.IsType<SendOutcome.TryAgain>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_counts_as_none()
    {
        using FakeServer server = new(response =>
        {
            response.ContentLength64 = 500;
            response.OutputStream.Write("{\"accepted\":[[1"u8);
            response.Abort();
        });
        Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server.Url));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_in_words()
    {
        SendOutcome outcome = await SendAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        Assert.Contains("cannot be reached", Assert.IsType<SendOutcome.TryAgain>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("columns", true)]
    [InlineData("wonders", false)]
    [InlineData(null, false)]
    public async Task Columns_go_only_to_a_server_that_has_said_that_it_takes_them(string? takes, bool isByColumns)
    {
        (string, string)[] headers = takes is null ? [] : [(ReadingBatch.TakesHeader, takes)];
        using FakeServer server = new(FakeServer.Status(200, """{"accepted":[[1,2]],"rejected":[],"serverTime":5}""", headers));
        using HttpServerLine line = new(Options(server.Url, TimeSpan.FromSeconds(20)), new ManualClock());
        await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken);
        await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken);
        Assert.Null(server.Requests[0].Batch.Series[0].Columns);
        Assert.Equal(isByColumns, server.Requests[1].Batch.Series[0].Columns is not null);
    }

    [Fact]
    public async Task Columns_that_are_not_understood_are_sent_again_as_rows()
    {
        int requests = 0;
        using FakeServer server = new(response => FakeServer.Status(
            ++requests == 2 ? 400 : 200, """{"accepted":[[1,2]],"rejected":[],"serverTime":5}""", (ReadingBatch.TakesHeader, "columns"))(response));
        using HttpServerLine line = new(Options(server.Url, TimeSpan.FromSeconds(20)), new ManualClock());
        await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken);
        Assert.IsType<SendOutcome.Answered>(await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken));
        Assert.Equal([true, false, true], server.Requests.Select(request => request.Batch.Series[0].Columns is null));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_apart_from_a_server_in_trouble()
    {
        SendOutcome nobody = await SendAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        Assert.True(Assert.IsType<SendOutcome.TryAgain>(nobody).IsUnreached);
        using FakeServer server = new(FakeServer.Status(503));
        SendOutcome trouble = await SendAsync(server.Url);
        Assert.False(Assert.IsType<SendOutcome.TryAgain>(trouble).IsUnreached);
    }

    [Fact]
    public async Task No_answer_in_time_is_told_apart_since_less_at_once_may_pass()
    {
        using FakeServer server = new(_ => { });
        SendOutcome outcome = await SendAsync(server.Url, TimeSpan.FromMilliseconds(300));
        Assert.True(Assert.IsType<SendOutcome.TryAgain>(outcome) is { IsTimeout: true, IsUnreached: false });
    }

    [Fact]
    public async Task Every_byte_of_request_and_answer_is_counted()
    {
        using FakeServer server = new(FakeServer.Status(200, """{"accepted":[[1,2]],"rejected":[],"serverTime":5}"""));
        await using TcpFaultProxy network = new(server.Url.Port);
        using HttpServerLine line = new(
            Options(new Uri($"http://127.0.0.1:{network.Port}/base"), TimeSpan.FromSeconds(20)), TimeProvider.System);
        for (int request = 0; request < 3; request++)
        {
            Assert.IsType<SendOutcome.Answered>(await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken));
        }

        await Eventually.HoldsAsync(() => network.CarriedBytes == line.Budget.Spent, "both have counted", TestContext.Current.CancellationToken);
        Assert.InRange(line.Budget.Spent, 3 * 400, 3 * 2_000);
    }

    [Fact]
    public void The_key_prints_as_nothing_that_could_be_used()
    {
        Assert.Equal("(hidden)", new ServerKey(Key).ToString());
        Assert.DoesNotContain(Key, Options(new Uri("https://localhost"), TimeSpan.FromSeconds(1)).ToString(), StringComparison.Ordinal);
    }

    private static async Task<SendOutcome> SendAsync(Uri url, TimeSpan? timeout = null)
    {
        using HttpServerLine line = new(Options(url, timeout ?? TimeSpan.FromSeconds(20)), new ManualClock());
        return await line.SendAsync(SomeBatch(), TestContext.Current.CancellationToken);
    }

    private static ReadingBatch SomeBatch() => BatchMaker.Make(
        JournalId.FromGuid(Guid.NewGuid()),
        ForwardLane.Live,
        [
            new JournalEntry.Measured(1, Some.Reading(4370)),
            new JournalEntry.Happened(Some.Event(WireEventKinds.PowerLost).What with { Sequence = 2 }),
        ],
        Some.Morning);

    private static ForwardingOptions Options(Uri url, TimeSpan timeout) => new()
    {
        ServerUrl = url,
        Agent = AgentId.Parse("gaochuan-gateway", CultureInfo.InvariantCulture),
        Key = new ServerKey(Key),
        RequestTimeout = timeout,
    };
}
