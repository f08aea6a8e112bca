using FirmwareSim.Commands;
using FirmwareSim.Live;
using FirmwareSim.Modbus;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Tests;

/// <summary>A live run inside the test's process, on the real clock and real ports.</summary>
internal sealed class RunningSim : IAsyncDisposable
{
    /// <summary>A machine under load; a test that reaches it has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _ending;
    private readonly TruthLog _truth;
    private readonly Task<int> _running;

    private RunningSim(CancellationTokenSource ending, TruthLog truth, Task<int> running)
    {
        _ending = ending;
        _truth = truth;
        _running = running;
    }

    public static async Task<RunningSim> StartAsync(string scenarioText, string? truthPath, TimeProvider? clock = null)
    {
        Scenario scenario = Plants.Scenario(scenarioText);
        clock ??= TimeProvider.System;
        long liveStart = clock.GetUtcNow().ToUnixTimeSeconds();
        TruthLog truth = new(truthPath, clock);
        CancellationTokenSource ending = new(Patience);
        ReadyWriter ready = new();
        LiveRun live = new(
            new Plant(scenario, liveStart, liveStart), truth, new Terminal(ready, TextWriter.Null, clock));
        Task<int> running = live.RunAsync(ending.Token);
        await Task.WhenAny(running, ready.Ready);
        return new RunningSim(ending, truth, running);
    }

    /// <summary>Sends a request with its CRC and reads so many bytes of answer.</summary>
    public async Task<byte[]> AskAsync(string busPath, byte[] body, int answerLength)
    {
        await using FileStream port = Open(busPath);
        await port.WriteAsync(ModbusCrc.Seal(body), _ending.Token);
        byte[] answer = new byte[answerLength];
        await port.ReadExactlyAsync(answer, _ending.Token);
        return answer;
    }

    public async Task SayAsync(string busPath, byte[] bytes)
    {
        await using FileStream port = Open(busPath);
        await port.WriteAsync(bytes, _ending.Token);
    }

    /// <summary>Reads so many bytes, one character each.</summary>
    public async Task<string> HearAsync(string busPath, int length)
    {
        await using FileStream port = Open(busPath);
        byte[] heard = new byte[length];
        await port.ReadExactlyAsync(heard, _ending.Token);
        return System.Text.Encoding.Latin1.GetString(heard);
    }

    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _ending.Token);
        }
    }

    public async Task<int> EndAsync()
    {
        await _ending.CancelAsync();
        int code = await _running;
        _truth.Dispose();
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private static FileStream Open(string busPath) =>
        new(busPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
}
