using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>Brings readings to InfluxDB: open days soon, finished ones for certain, and old ones out of our file.</summary>
/// <remarks>
/// <code>
/// acknowledged (our journal, fsynced) --> open day --> sealed chunk --> written to InfluxDB, mark on the disk
///                                            |                              --> read back the same, old enough --> out of our file
///                                            +--> written to InfluxDB at once, for who looks there
/// </code>
/// One request at a time, the next when InfluxDB has acknowledged the last: its pace is ours.
/// </remarks>
internal sealed class InfluxMirror
{
    private readonly HistoryWriter _writer;
    private readonly IInfluxClient _client;
    private readonly InfluxHome _home;
    private readonly OpenDayMirror _open;
    private readonly ChunkMirror _sealed;
    private readonly DayMover _mover;
    private bool _hasBegun;
    private bool _isReady;

    public InfluxMirror(HistoryWriter writer, HistoryFile file, IInfluxClient client, InfluxHome home, InfluxOptions options)
    {
        (_writer, _client, _home) = (writer, client, home);
        ChunkReader chunks = new(file, writer.Memory);
        _open = new OpenDayMirror(writer.Memory, new LineSender(client, options.LinesPerWrite));
        _sealed = new ChunkMirror(writer, chunks, _open, new LineSender(client, options.LinesPerWrite), home);
        _mover = new DayMover(
            writer, chunks, new InfluxReadings(client, writer.Memory.Calendar, options.LinesPerWrite), home, options.KeepDays);
    }

    /// <summary>Days that InfluxDB gives back otherwise than they were written: somebody else writes there.</summary>
    public int Differing => _mover.Differing;

    /// <summary>Does all that there is to do now; anything but <see cref="InfluxOutcome.Done"/> ends it until the next time.</summary>
    public async Task<InfluxOutcome> StepAsync(Instant now, CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            while (await _writer.WriteAsync(Unbinding.ApplySome, cancellationToken) > 0)
            {
                // Some blocks more; who waits for the disk comes in between.
            }

            _home.Mirrored = await _writer.WriteAsync(AwayWriting.Begin, cancellationToken);
            _hasBegun = true;
        }

        InfluxOutcome outcome = _isReady ? new InfluxOutcome.Done() : await _client.MakeReadyAsync(cancellationToken);
        outcome = outcome is InfluxOutcome.Done ? await _open.WriteAsync(cancellationToken) : outcome;
        outcome = outcome is InfluxOutcome.Done ? await _sealed.WriteAsync(cancellationToken) : outcome;
        outcome = outcome is InfluxOutcome.Done ? await _mover.MoveAsync(now, cancellationToken) : outcome;
        _isReady = outcome is InfluxOutcome.Done;
        return outcome;
    }
}
