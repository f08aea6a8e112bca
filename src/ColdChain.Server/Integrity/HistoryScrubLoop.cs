using System.Diagnostics.Metrics;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Running;

namespace ColdChain.Server.Integrity;

/// <summary>Has the whole history looked through soon after each start, and then once a day.</summary>
internal sealed class HistoryScrubLoop : BackgroundService
{
    /// <summary>A start has enough to do; and who starts it looks at its log for a while.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    /// <summary>Six seconds of one core for 20 million readings [P].</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private readonly Meter _meter = new("ColdChain.Server");
    private readonly HistoryFile _file;
    private readonly HistoryMemory _memory;
    private readonly GarbageReturn _garbage;
    private readonly TimeProvider _clock;

    public HistoryScrubLoop(HistoryFile file, HistoryMemory memory, GarbageReturn garbage, TimeProvider clock)
    {
        (_file, _memory, _garbage, _clock) = (file, memory, garbage, clock);
        _meter.CreateObservableGauge("coldchain.history.damages", () => _memory.Damages.Count);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, _clock, stoppingToken);
        while (true)
        {
#pragma warning disable CA1031 // What keeps it from looking is told; it must never end the server, which is what an unhandled exception here does.
            try
            {
                // The end of the server does not wait for it: SQLite's check of its pages cannot be interrupted.
                IReadOnlyList<string> found = await Task.Run(() => new HistoryScrub(_file.Path).Run(stoppingToken), stoppingToken).WaitAsync(stoppingToken);
                foreach (string damage in found)
                {
                    _memory.Damaged(damage);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _memory.Damaged($"the history could not be looked through: {fault.Message}");
            }
#pragma warning restore CA1031

            _garbage.AskFor();
            await Task.Delay(Pause, _clock, stoppingToken);
        }
    }
}
