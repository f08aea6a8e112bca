using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;

namespace ColdChain.Server.Audit;

/// <summary>Notes in history.db where the audit trail stands, after each commit and once a minute.</summary>
/// <remarks>
/// What is noted was committed before: a kill in between leaves an anchor that lags, never one that leads. Where the trail no
/// longer has the row that was noted, the note is left as it is: it is what proves that something was taken away.
/// </remarks>
internal sealed class AuditAnchorLoop(
    AuditMarks marks, HistoryWriter writer, AuditSignal signal, TimeProvider clock, ILogger<AuditAnchorLoop> log) : BackgroundService
{
    /// <summary>For what other processes append, and for what could not be noted at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private AuditMark? _noted;
    private bool _hasComplained;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(AnchorAsync, clock, log, stoppingToken);

    private async Task AnchorAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await NoteAsync(stoppingToken);
            }
            catch (Exception fault) when (RecordsFault.Is(fault))
            {
                log.LogError("Where the audit trail stands could not be noted; trying again in a minute: {Reason}", fault.Message);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        AuditMark? newest = await marks.NewestAsync(cancellationToken);
        if (newest is null || newest == _noted)
        {
            return;
        }

        _noted ??= await writer.WriteAsync(AuditNotes.Anchor, cancellationToken);
        if (_noted is not null && !await marks.HoldsAsync(_noted, cancellationToken))
        {
            if (!_hasComplained)
            {
                log.LogError("Audit row {Row} is gone or another than it was; run 'coldchain-server verify'", _noted.LastId);
            }

            _hasComplained = true;
            return;
        }

        Instant now = clock.GetCurrentInstant();
        await writer.WriteAsync(
            session =>
            {
                AuditNotes.NoteAnchor(session, newest, now.UnixMilliseconds);
                return true;
            },
            cancellationToken);
        _noted = newest;
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(signal.WaitAsync(enough.Token), Task.Delay(Pause, clock, enough.Token));
        await enough.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }
}
