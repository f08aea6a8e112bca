using System.Diagnostics;
using System.Text;
using ColdChain.Server.History.Influx;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.Influx.InfluxUnderTest;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>InfluxDB away, slow, full, or not InfluxDB at all: the caller is told what it is, within its time-out.</summary>
public sealed class InfluxFaultTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(2);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("500 Internal Server Error", "timeout", null)]
    [InlineData("503 Service Unavailable", "too many writes", 7)]
    [InlineData("429 Too Many Requests", "slow down", 30)]
    public async Task An_overloaded_database_is_busy_and_says_for_how_long(string line, string reason, int? seconds)
    {
        await using ScriptedPeer peer = new(ScriptedPeer.Answer(
            line, $$"""{"error":"{{reason}}"}""", seconds is null ? "X-A: b" : $"Retry-After: {seconds}"));

        InfluxOutcome.Busy busy = Assert.IsType<InfluxOutcome.Busy>(await WriteAsync(peer.Url));

        Assert.Contains(reason, busy.Reason, StringComparison.Ordinal);
        Assert.Equal(seconds, (int?)busy.RetryAfter?.TotalSeconds);
        Assert.IsType<InfluxOutcome.Busy>((await ReadAsync(peer.Url)).Outcome);
        Assert.Equal(2, peer.Requests);
    }

    [Theory]
    [InlineData("400 Bad Request", "partial write")]
    [InlineData("413 Request Entity Too Large", "too large")]
    [InlineData("401 Unauthorized", "authorization failed")]
    public async Task What_will_not_help_to_repeat_is_refused(string line, string reason)
    {
        await using ScriptedPeer peer = new(ScriptedPeer.Answer(line, "{}", $"X-Influxdb-Error: {reason}"));

        Assert.Contains(reason, Assert.IsType<InfluxOutcome.Refused>(await WriteAsync(peer.Url)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task Something_else_that_answers_is_not_taken_for_a_database(string reply)
    {
        await using ScriptedPeer peer = new(reply);

        Assert.IsType<InfluxOutcome.Unreachable>(await WriteAsync(peer.Url));
        Assert.IsType<InfluxOutcome.Unreachable>((await ReadAsync(peer.Url)).Outcome);
        using InfluxHttpClient client = ClientOf(peer.Url);
        Assert.IsType<InfluxOutcome.Unreachable>(await client.MakeReadyAsync(Now));
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Con")]
    [InlineData("HTTP/1.1 204 No Content\r\nDate: x\r\n")]
    public async Task Half_of_an_acknowledgement_is_none(string half)
    {
        await using ScriptedPeer peer = new(half);

        Assert.IsType<InfluxOutcome.Unreachable>(await WriteAsync(peer.Url));
        Assert.Equal(1, peer.Requests);
    }

    [Theory]
    [InlineData("5\r\n{\"res")]
    [InlineData("10\r\n{\"results\":[{}]}\r\n")]
    [InlineData("1f\r\n{\"results\":[{\"partial\":true}]}\n\r\n0\r\n\r\n")]
    public async Task Half_of_an_answer_is_none(string half)
    {
        await using ScriptedPeer peer = new(Chunked + half);

        Assert.IsType<InfluxOutcome.Unreachable>((await ReadAsync(peer.Url)).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Chunked)]
    public async Task One_that_never_goes_on_is_left_after_the_time_out(string beginning)
    {
        await using ScriptedPeer peer = new(beginning, closes: false);
        Stopwatch watch = Stopwatch.StartNew();

        InfluxDays read = await ReadAsync(peer.Url);

        Assert.Contains("2 s", Assert.IsType<InfluxOutcome.Unreachable>(read.Outcome).Reason, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeOut - TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_at_the_rows_there_can_be()
    {
        string rows = string.Join(',', Enumerable.Repeat("[1777564860000,1,1,1,1]", 50_000));
        await using ScriptedPeer peer = new(
            $$"""HTTP/1.0 200 OK{{"\r\n\r\n"}}{"results":[{"series":[{"values":[{{rows}}""", closes: false);

        InfluxDays read = await ReadAsync(peer.Url);

        Assert.Contains("more than", Assert.IsType<InfluxOutcome.Unreachable>(read.Outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(2_000, read.Days[Day].Count);
    }

    [Fact]
    public async Task A_token_without_an_end_is_cut_too()
    {
        await using ScriptedPeer peer = new(
            "HTTP/1.0 200 OK\r\n\r\n{\"results\":[{\"error\":\"" + new string('x', 1_000_000), closes: false);

        Assert.Contains("too long", Assert.IsType<InfluxOutcome.Unreachable>((await ReadAsync(peer.Url)).Outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_let_go()
    {
        await using ScriptedPeer peer = new(string.Empty, closes: false);
        using CancellationTokenSource giving = CancellationTokenSource.CreateLinkedTokenSource(Now);
        using InfluxHttpClient client = ClientOf(peer.Url);
        Task<InfluxOutcome> writing = client.WriteAsync("a v=1i 1"u8.ToArray(), giving.Token);
        await Eventually.HoldsAsync(() => peer.Requests == 1, "the request arrived", Now);
        await giving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact] // F2 against the database
    public async Task What_was_acknowledged_is_there_after_every_kill()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        await using InfluxServer server = await InfluxServer.StartAsync(Now);
        using InfluxHttpClient client = ClientOf(server.Url);
        Assert.IsType<InfluxOutcome.Done>(await client.MakeReadyAsync(Now));
        List<int> acknowledged = [];
        for (int kill = 0; kill < 5; kill++)
        {
            Task<int> writing = WriteUntilItFailsAsync(client, kill * 1_000, acknowledged);
            await Eventually.HoldsAsync(() => acknowledged.Count >= (kill * 4) + 4, "writes are acknowledged", Now);
            await server.KillAsync(Now);
            Assert.True(await writing > 0);
            Assert.IsType<InfluxOutcome.Unreachable>((await ReadingsOf(client).ReadAsync(Top, Day, Day, 10, Now)).Outcome);
            await server.StartAgainAsync(Now);
        }

        foreach (int day in acknowledged)
        {
            Assert.Equal(WholeDay(), (await ReadingsOf(client).ReadAsync(Top, day, day, 2_000, Now)).Days[day]);
        }
    }

    [Fact]
    public async Task A_frozen_database_is_unreachable_and_serves_again_when_it_goes_on()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        await using InfluxServer server = await InfluxServer.StartAsync(Now);
        using InfluxHttpClient client = ClientOf(server.Url);
        Assert.IsType<InfluxOutcome.Done>(await client.MakeReadyAsync(Now));
        server.Freeze();
        Assert.IsType<InfluxOutcome.Unreachable>(await ReadingsOf(client).WriteDayAsync(Top, Day, WholeDay(), Now));
        server.Thaw();

        Assert.IsType<InfluxOutcome.Done>(await ReadingsOf(client).WriteDayAsync(Top, Day, WholeDay(), Now));
        Assert.Equal(WholeDay(), (await ReadingsOf(client).ReadAsync(Top, Day, Day, 2_000, Now)).Days[Day]);
    }

    [Fact] // F5 against the database
    public async Task A_full_disk_is_busy_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        Assert.SkipUnless(SmallDisk.MayMount, "needs root to mount a small tmpfs");
        using SmallDisk disk = new(kibibytes: 16 * 1024);
        await using InfluxServer server = await InfluxServer.StartAsync(Now, folder: disk.Folder);
        using InfluxHttpClient client = ClientOf(server.Url);
        Assert.IsType<InfluxOutcome.Done>(await client.MakeReadyAsync(Now));

        int days = 0;
        InfluxOutcome outcome = new InfluxOutcome.Done();
        while (outcome is InfluxOutcome.Done && days < 2_000)
        {
            outcome = await ReadingsOf(client).WriteDayAsync(Top, Day + days, WholeDay(days + 1), Now);
            days += outcome is InfluxOutcome.Done ? 1 : 0;
            if (days == 3)
            {
                disk.FillUp();
            }
        }

        Assert.Contains("no space", Assert.IsType<InfluxOutcome.Busy>(outcome).Reason, StringComparison.Ordinal);
        disk.MakeRoom();
        Assert.IsType<InfluxOutcome.Done>(await ReadingsOf(client).WriteDayAsync(Top, Day + days, WholeDay(days + 1), Now));
        for (int day = 0; day <= days; day++)
        {
            Assert.Equal(WholeDay(day + 1), (await ReadingsOf(client).ReadAsync(Top, Day + day, Day + day, 2_000, Now)).Days[Day + day]);
        }
    }

    private static async Task<int> WriteUntilItFailsAsync(InfluxHttpClient client, int first, List<int> acknowledged)
    {
        int day = Day + first;
        while (await ReadingsOf(client).WriteDayAsync(Top, day, WholeDay(), Now) is InfluxOutcome.Done)
        {
            acknowledged.Add(day++);
        }

        return day - Day - first;
    }

    private static InfluxHttpClient ClientOf(Uri url) => new(new InfluxOptions { Url = url, TimeOut = TimeOut }, TimeProvider.System);

    private static async Task<InfluxOutcome> WriteAsync(Uri url)
    {
        using InfluxHttpClient client = ClientOf(url);
        return await client.WriteAsync(Encoding.UTF8.GetBytes("readings,sensor=a v=1i 1"), Now);
    }

    private static async Task<InfluxDays> ReadAsync(Uri url)
    {
        using InfluxHttpClient client = ClientOf(url);
        return await ReadingsOf(client).ReadAsync(Top, Day, Day, 2_000, Now);
    }
}
