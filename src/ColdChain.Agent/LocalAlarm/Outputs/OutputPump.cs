using System.Threading.Channels;
using ColdChain.Agent.Retrying;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Outputs;

/// <summary>The wall around one output: its own task, its own retries, at most one call waiting for each alarm.</summary>
/// <remarks>
/// Bounded by the number of alarms, since a newer call replaces an older one of the same alarm: a siren that was away for an
/// hour is told what is so now. An attempt that hangs is left behind; no other is begun while it lives.
/// </remarks>
internal sealed class OutputPump(ILocalOutput output, Action<string, string?> tell, TimeProvider clock, ILogger log) : IDisposable
{
    /// <summary>Somebody may be waiting for the siren: tried again soon, and at least every minute.</summary>
    private static readonly RetryOptions Retry = new() { FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1) };

    private readonly Lock _lock = new();
    private readonly List<OutputCall> _waiting = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly RetrySchedule _schedule = new(Retry, clock, Random.Shared);
    private Task<OutputOutcome>? _hanging;

    public string Name => output.Name;

    public bool IsLevel => output.IsLevel;

    /// <summary>What is wrong with it now; null while it works, or was never needed.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Never waits.</summary>
    public void Post(OutputCall call)
    {
        lock (_lock)
        {
            int known = _waiting.FindIndex(one => one.AlarmId == call.AlarmId);
            if (known >= 0)
            {
                _waiting[known] = call.InPlaceOf(_waiting[known]);
            }
            else
            {
                _waiting.Add(call);
            }
        }

        _bell.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _bell.Reader.ReadAsync(cancellationToken);
            while (Next() is { } call)
            {
                await PerformAsync(call, cancellationToken);
                await Task.Delay(_schedule.NextDelay, clock, cancellationToken);
            }
        }
    }

    /// <summary>What the output does between calls: a modem listens for answers and looks after its network.</summary>
    public Task AttendAsync(CancellationToken cancellationToken) => output.AttendAsync(Say, cancellationToken);

    public void Dispose() => (output as IDisposable)?.Dispose();

    private async Task PerformAsync(OutputCall call, CancellationToken cancellationToken)
    {
        OutputOutcome outcome = await AttemptAsync(call, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (outcome is not OutputOutcome.Failed failed)
        {
            _schedule.Succeeded();
            Drop(call);
            Say(null);
            return;
        }

        _schedule.Failed();
        Replace(call, failed.Left ?? call);
        Say(failed.Reason);
    }

    private async Task<OutputOutcome> AttemptAsync(OutputCall call, CancellationToken cancellationToken)
    {
        if (_hanging is { IsCompleted: false })
        {
            return new OutputOutcome.Failed($"an attempt has been hanging for more than {output.LongestAttempt.TotalSeconds:0} s");
        }

        try
        {
            _hanging = Task.Run(() => output.PerformAsync(call, cancellationToken), CancellationToken.None);
            return await _hanging.WaitAsync(output.LongestAttempt, clock, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of an output: one that is broken must not silence the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new OutputOutcome.Failed(fault is TimeoutException ? $"no end within {output.LongestAttempt.TotalSeconds:0} s" : fault.Message);
        }
    }

    private OutputCall? Next()
    {
        lock (_lock)
        {
            return _waiting.Count == 0 ? null : _waiting[0];
        }
    }

    private void Drop(OutputCall done) => Replace(done, null);

    /// <summary>Unless a newer call has come meanwhile, which then stands. What failed goes to the end of the line.</summary>
    private void Replace(OutputCall old, OutputCall? left)
    {
        lock (_lock)
        {
            int at = _waiting.FindIndex(one => ReferenceEquals(one, old));
            if (at >= 0)
            {
                _waiting.RemoveAt(at);
                if (left is not null)
                {
                    _waiting.Add(left);
                }
            }
        }
    }

    private void Say(string? trouble)
    {
        if (trouble == Trouble)
        {
            return;
        }

        bool isNews = (trouble is null) != (Trouble is null);
        Trouble = trouble;
        log.Log(
            trouble is null ? LogLevel.Information : LogLevel.Error,
            "Local alarm output {Output}: {Trouble}", output.Name, trouble ?? "works again");
        if (isNews)
        {
            tell(output.Name, trouble);
        }
    }
}
