using System.Threading.Channels;
using ColdChain.Agent.Intake;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A source that is being read; a test takes its observations one by one and decides what reached the disk.</summary>
internal sealed class RunningSource : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Observation> _seen = Channel.CreateBounded<Observation>(10_000);
    private readonly Task _reading;

    public RunningSource(ISensorSource source) => _reading = ReadAsync(source);

    public int Waiting => _seen.Reader.Count;

    public async Task<Observation> NextAsync() => await _seen.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<Observation.Measured> MeasuredAsync() => Assert.IsType<Observation.Measured>(await NextAsync());

    public async Task<Observation.Measured> MeasuredAndStoredAsync()
    {
        Observation.Measured measured = await MeasuredAsync();
        await measured.Acknowledge(TestContext.Current.CancellationToken);
        return measured;
    }

    /// <summary>The kind and detail of the next event.</summary>
    public async Task<(string Kind, string? Detail)> HappenedAsync()
    {
        Observation.Happened happened = Assert.IsType<Observation.Happened>(await NextAsync());
        return (happened.What.Kind, happened.What.Detail);
    }

    /// <summary>A source never ends by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        Assert.False(_reading.IsCompleted, $"the source ended: {_reading.Exception}");
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_reading.IsCanceled, $"the source threw: {_reading.Exception}");
        _stop.Dispose();
    }

    private async Task ReadAsync(ISensorSource source)
    {
        await foreach (Observation seen in source.ReadAsync(_stop.Token))
        {
            await _seen.Writer.WriteAsync(seen, _stop.Token);
        }
    }
}
