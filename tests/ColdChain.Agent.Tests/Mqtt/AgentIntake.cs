using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>The agent's way from one source to the disk; ends and begins again on the same journal.</summary>
internal sealed class AgentIntake(Func<ISensorSource> source) : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private SqliteReadingBuffer? _buffer;

    public string Folder => _folder.FullPath;

    public long Entries => _buffer!.CountAsync(TestContext.Current.CancellationToken).AsTask().Result;

    /// <summary>The journal is there when this returns.</summary>
    public async Task StartAsync()
    {
        _stop = new CancellationTokenSource();
        _buffer = new SqliteReadingBuffer(new BufferOptions { Directory = Folder }, TimeProvider.System, NullLogger.Instance);
        await _buffer.CountAsync(TestContext.Current.CancellationToken);
        ReadingIntake intake = new(_buffer, TimeProvider.System, new(), NullLogger.Instance);
        _running = intake.RunAsync([source()], _stop.Token);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        if (_buffer is not null)
        {
            await _buffer.DisposeAsync();
            _buffer = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_buffer is not null)
        {
            await StopAsync();
        }

        _folder.Dispose();
    }
}
