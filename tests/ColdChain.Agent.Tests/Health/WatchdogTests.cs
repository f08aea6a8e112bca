using System.Net.Sockets;
using System.Text;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Watchdog;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Health;

/// <summary>With a real datagram socket in systemd's place.</summary>
public sealed class WatchdogTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ManualClock _clock = new();
    private readonly ScriptedBuffer _buffer = new();
    private readonly string _address;

    public WatchdogTests()
    {
        _address = _folder.Path("notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(_address));
        _systemd.ReceiveTimeout = 10_000;
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", null, null)]
    [InlineData("relative", null, null)]
    public void An_agent_that_systemd_did_not_start_tells_nobody(string? address, string? period, string? process) =>
        Assert.Null(SystemdSocket.Open(address, period, process));

    [Theory]
    [InlineData("60000000", null, 60)]
    [InlineData("60000000", "1", null)]
    [InlineData("soon", null, null)]
    [InlineData("0", null, null)]
    [InlineData(null, null, null)]
    public void The_watchdog_s_period_is_taken_when_it_is_meant_for_this_process(string? period, string? process, int? seconds)
    {
        using SystemdSocket? socket = SystemdSocket.Open(_address, period, process);
        Assert.Equal(seconds is { } some ? TimeSpan.FromSeconds(some) : null, socket!.Watchdog);
    }

    [Fact]
    public async Task A_word_goes_out_at_half_the_period_while_the_buffer_answers()
    {
        using CancellationTokenSource stopping = new();
        using SystemdSocket socket = SystemdSocket.Open(_address, "60000000", null)!;
        Task running = Loop(socket).RunAsync(stopping.Token);
        Assert.Equal("READY=1", Heard());
        Assert.Equal("WATCHDOG=1", Heard());
        Assert.StartsWith("STATUS=0 readings stored", Heard(), StringComparison.Ordinal);
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("WATCHDOG=1", Heard());
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_disk_that_fails_is_no_reason_to_be_ended()
    {
        using CancellationTokenSource stopping = new();
        using SystemdSocket socket = SystemdSocket.Open(_address, "60000000", null)!;
        _buffer.CountFault = new JournalFaultException(JournalFault.DiskFull, "Counting", "journal.db", cause: null);
        Task running = Loop(socket).RunAsync(stopping.Token);
        Assert.Equal("READY=1", Heard());
        Assert.Equal("WATCHDOG=1", Heard());
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_buffer_that_hangs_gets_no_word_out()
    {
        using CancellationTokenSource stopping = new();
        using SystemdSocket socket = SystemdSocket.Open(_address, "60000000", null)!;
        TaskCompletionSource hung = new();
        _buffer.Counting = hung.Task;
        Task running = Loop(socket).RunAsync(stopping.Token);
        Assert.Equal("READY=1", Heard());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, _systemd.Available);
        hung.SetResult();
        Assert.Equal("WATCHDOG=1", Heard());
        await stopping.CancelAsync();
        await running;
    }

    [Fact] // Each line of a datagram is an order of its own (sd_notify): a trouble that quotes somebody else must give none.
    public void One_line_is_told_as_one_whatever_is_in_it()
    {
        using SystemdSocket socket = SystemdSocket.Open(_address, null, null)!;
        socket.Tell("STATUS=the server answers 502\r\nWATCHDOG=trigger\nSTOPPING=1");
        Assert.Equal("STATUS=the server answers 502 WATCHDOG=trigger STOPPING=1", Heard());
    }

    [Fact]
    public void A_systemd_that_is_gone_costs_nothing()
    {
        using SystemdSocket socket = SystemdSocket.Open(_folder.Path("nobody"), null, null)!;
        Assert.False(socket.Tell("READY=1"));
    }

    public void Dispose()
    {
        _systemd.Dispose();
        _folder.Dispose();
    }

    private WatchdogLoop Loop(SystemdSocket socket) =>
        new(socket, new AgentHealth([], Some.Morning), _buffer, _clock, new CollectingLog<WatchdogLoop>());

    private string Heard()
    {
        byte[] datagram = new byte[512];
        return Encoding.UTF8.GetString(datagram, 0, _systemd.Receive(datagram));
    }
}
