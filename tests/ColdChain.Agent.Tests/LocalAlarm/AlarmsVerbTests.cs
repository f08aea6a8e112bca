using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using ColdChain.Agent.Commands;
using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary><c>coldchain-agent alarms</c> over the socket of an agent that sounds.</summary>
public sealed class AlarmsVerbTests : IDisposable
{
    private const string Warm = "gaochuan/fridge-1:warm";

    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);
    private readonly TemporaryDirectory _nobody = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Said => _output.ToString() + _errors;

    [Fact]
    public async Task What_stands_is_listed_with_its_name_and_that_nobody_has_it()
    {
        await using EdgeUnderTest edge = await LocalAlarmTests.SoundingAsync();

        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));

        Assert.StartsWith(Warm, Said, StringComparison.Ordinal);
        Assert.Contains("NOT TAKEN", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_stands_it_says_so()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();

        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));

        Assert.Contains("no alarm stands", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_one_has_it_and_the_server_will_be_told_how()
    {
        await using EdgeUnderTest edge = await LocalAlarmTests.SoundingAsync();

        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "ack", Warm, "--by", " 李护士\n"));

        await edge.ToldAsync(WireEventKinds.LocalAlarmAcknowledged);
        Assert.Equal("command: 李护士", edge.Told[^1].Detail);
        Assert.Equal("李护士", Assert.Single(edge.Desk.List()).AcknowledgedBy);
        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "ack", Warm, "--by", "王芳"));
        Assert.Contains("somebody has", Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaochuan/fridge-9:warm", "李护士", "no alarm gaochuan/fridge-9:warm stands")]
    [InlineData(Warm, " ", "say who you are")]
    [InlineData(Warm, "\u0001\u0007", "say who you are")]
    public async Task What_cannot_be_taken_is_refused_and_the_alarm_sounds_on(string alarm, string by, string says)
    {
        await using EdgeUnderTest edge = await LocalAlarmTests.SoundingAsync();

        Assert.Equal(ExitCode.Failed, await RunAsync(edge.Folder, "ack", alarm, "--by", by));

        Assert.Contains(says, Said, StringComparison.Ordinal);
        Assert.Null(Assert.Single(edge.Desk.List()).AcknowledgedBy);
    }

    [Fact]
    public async Task Without_an_agent_on_that_directory_it_fails_in_words()
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(_nobody, "list"));

        Assert.Contains("no agent with a local alarm runs on", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_that_a_killed_agent_left_behind_is_no_agent_and_the_next_one_opens_its_own()
    {
        using (Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(DeskSocket.PathIn(_nobody.FullPath)));
        }

        Assert.Equal(ExitCode.Failed, await RunAsync(_nobody, "list"));
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        await before.StopAndAsync(folder => File.WriteAllText(DeskSocket.PathIn(folder.FullPath), string.Empty));
        await using EdgeUnderTest edge = await before.RestartAsync();
        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_enter_the_socket()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps no modes of files.");
            return;
        }

        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DeskSocket.PathIn(edge.Folder.FullPath)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"take\":7}")]
    public async Task What_is_no_question_is_answered_with_why_and_the_next_caller_is_served(string bytes)
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));
        using (Socket caller = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await caller.ConnectAsync(new UnixDomainSocketEndPoint(DeskSocket.PathIn(edge.Folder.FullPath)), Token);
            await caller.SendAsync(System.Text.Encoding.UTF8.GetBytes(bytes), Token);
            caller.Shutdown(SocketShutdown.Send);
            byte[] answer = new byte[4_096];
            int count = await caller.ReceiveAsync(answer, Token);
            Assert.Contains("\"isDone\":false", System.Text.Encoding.UTF8.GetString(answer, 0, count), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Done, await RunAsync(edge.Folder, "list"));
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        _nobody.Dispose();
    }

    /// <summary>The verb, once the agent's socket is open where there is an agent.</summary>
    private async Task<int> RunAsync(TemporaryDirectory folder, params string[] words)
    {
        string file = folder.Path("agent.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            agent = new { id = "gaochuan-gateway", dataDirectory = folder.FullPath },
            server = new { url = "http://127.0.0.1:9", key = "a-key-for-tests-and-nothing-else" },
            sources = new[] { new { kind = "mqtt-listener", name = "listener", port = 1883, allowAnonymous = true, topics = new[] { new { topic = "a/+/+/+", sensor = "{1}/{2}/{3}" } } } },
        }), Token);
        if (folder != _nobody)
        {
            await Eventually.HoldsAsync(() => File.Exists(DeskSocket.PathIn(folder.FullPath)), "the socket is there", Token);
        }

        return await new AgentCommand(_output, _errors, TimeProvider.System).RunAsync(["alarms", .. words, "--config", file], Token);
    }
}
